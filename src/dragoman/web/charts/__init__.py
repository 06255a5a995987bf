"""Pictures drawn on the server as SVG: they need no script, print, and go into a file of their own."""
