"""The full-screen session and library: draws values only, and imports textual where a widget is made."""
