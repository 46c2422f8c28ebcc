"""The parts that the Rasa project adds to Rasa; README.md is the map."""
