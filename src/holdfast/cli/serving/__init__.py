"""Starting, watching and stopping everything that one running Holdfast is made of."""
