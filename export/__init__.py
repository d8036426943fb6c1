"""An evidence pack in, one file out: each form is a pure function of the pack. HTML is in `ui/pack_page.py`."""
