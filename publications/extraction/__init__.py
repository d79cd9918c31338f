"""From a file that somebody dropped to its text, pages and properties, read in a process of its own with limits.

No Django here: the process that reads starts for every file, so it loads only what that file needs.
"""
