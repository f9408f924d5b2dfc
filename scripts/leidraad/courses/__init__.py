"""Courses: which chapters are taught, in which order, in how much time, and what counts as done.

`course` is what one is, `reading` reads them from `courses.yml`, and `timetable` works out its days.
"""
