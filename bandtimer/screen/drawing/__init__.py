"""Values to blocks of text: each file draws one part of a screen, and none knows what a widget is."""
