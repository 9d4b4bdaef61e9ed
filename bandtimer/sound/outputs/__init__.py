"""The devices: the only place where sound leaves the program. All calls but `heard` belong to one thread."""
