"""Course packages: what a training company hands to its LMS, its printer and its participants.

`staging` builds the site that all of them are made of, once; `archive` writes bytes that are the same for the
same input. Each form has a module of its own: `scorm`, `epub`, `pdf`, and `offline` for a site without a
server.
"""
