"""Readers of documents under inputs that nobody wrote, made by changing those that somebody did.

python -m tests.hostile.fuzz [--reader NAME ...] [--seconds 600] [--seed N] [--out FOLDER] [--compare]
python -m tests.hostile.fuzz --reader NAME --replay FILE     says what comes of one input, with the traceback

Each reader is given seeds (samples of its format, and the hostile files), changed step by step: pieces that belong
together (an element, a group, an array) are dropped, repeated, moved, nested and swapped, words of the format are put
in, numbers and characters become odd ones. Parts of packages, streams of PDFs and chunks of PNGs are changed
unpacked, and packed again with right lengths and checksums. What runs a line of `app` that no input ran before is
kept and changed further; a later run into the same folder goes on with it. The same seed gives the same inputs.

Inputs are read in a process of their own, in which also the extractor reads every input that is kept and some of the
others. A finding is

- an exception that is no refusal with a code, or a refusal because of an exception that no reader foresaw;
- the end of the process by a signal (pdfium, libxml2), which is then started again;
- more than 20 s of processor time, or 5 s for less than 100,000 bytes, measured again without watching lines;
- memory beyond the limit of one document;
- a document that breaks its own rules (`judge`), or cannot be told to another process as it is;
- evidence that is not the text at its place;
- a difference between two readings of the same bytes; with `--compare` also between processes that order sets
  differently.

Each is kept once, by what went wrong and where: the smallest input, and beside it what was said. A reader with a
finding makes the exit status 1.
"""
