"""Stories read by a process of its own, which is ended when one story takes too much, and begun anew."""
