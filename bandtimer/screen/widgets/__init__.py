"""Widgets: each draws a value that it is given, and asks nobody for anything."""
