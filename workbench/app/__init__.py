"""The composition root: the window, the commands, the demonstration. The only room that sees all the others.

It has no logic of its own: each command reads its arguments, calls one service and prints what came back.
"""
