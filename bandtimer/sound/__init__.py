"""The reader that is heard: samples, mixer, voice, speakers and export. Only here is sound made or a device touched.

Importing this package loads neither numpy nor a device; the parts that need them are imported where they are used.
"""
