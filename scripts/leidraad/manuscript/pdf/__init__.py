"""PDF → chapters, by its geometry: type size, place on the page, raised numbers."""
