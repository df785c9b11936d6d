"""The posters in words, for those who cannot see them: ``alt(v)`` of ``<slug>.py`` says one.

Two to four plain sentences: what kind of picture it is, what is seen in it, and the numbers that
its message rests on, made from the Values and written as the poster writes them.
"""
