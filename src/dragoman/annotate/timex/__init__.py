"""The rooms of the times annotator: words for times, how they combine, the arithmetic behind."""
