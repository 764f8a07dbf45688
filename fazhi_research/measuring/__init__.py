"""Tables to numbers: graphs, shares, concentration."""
