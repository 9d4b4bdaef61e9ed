"""The journal: what was planned and what was really done, kept through kills and full disks; resume and progress.

`journal` opens it, `ledger` is what a running session writes to, `glance` is the small file that a warm start reads
instead of the database. Nothing here loads sqlite3 before it is needed.
"""
