"""Acts: what was done, by whom, to whom, where and when (`find.find_acts`)."""
