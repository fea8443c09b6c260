"""What several lessons show: the stage, rows of maps, derivations in words, files to take along."""
