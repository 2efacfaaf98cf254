"""What the resources of a template have to do with each other: who sends events to whom.

Nothing here knows what a trigger is. A resource that names a function, where that can invoke the
function, is a caller of it, with the property that names it and the settings that matter.
"""
