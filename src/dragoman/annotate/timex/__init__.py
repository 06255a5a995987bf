"""The rooms of the times annotator: what words name times, how they combine, and the arithmetic behind them."""
