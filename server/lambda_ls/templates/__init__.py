"""Template readers: a tree of SAM, CloudFormation or Serverless text becomes functions with places.

Knows the dialects' spelling, a file or a few of them for each.
Must not know code, disk or editors: other files come through the `load` function it is given.
"""
