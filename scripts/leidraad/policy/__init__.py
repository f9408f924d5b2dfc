"""Which HTML may reach a page, whoever wrote the chapter: what else there is can be found and kept out."""
