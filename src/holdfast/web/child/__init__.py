"""One child's pages that join several rooms: the overview, why a finding says so, the story so far."""
