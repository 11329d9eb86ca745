"""The views of `training.look_back` made ready for a template: words, levels of colour, weeks of cells."""
