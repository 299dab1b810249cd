"""The kinds of problem that a claim file's YAML can have, ``FC001`` to ``FC026``."""

from __future__ import annotations

from factcheck.model.problem import Code

ENCODING = Code(
    "FC001",
    "not-utf-8",
    "The file is not UTF-8.",
    "A claim file is text in UTF-8, so that names and quotes are the same on every computer. "
    "Save it as UTF-8 in your editor; a byte order mark at its beginning does no harm.",
)
EMPTY_FILE = Code(
    "FC002",
    "empty-file",
    "The file holds no claims, or nothing at all.",
    "A check that checks nothing must not pass, so an empty file is an error. The smallest claim "
    "file has `factcheck: 1` and one claim under `claims:`.",
)
TOO_LARGE = Code(
    "FC003",
    "file-too-large",
    "The file is larger than a claim file may be.",
    "A claim file has at most 2 MiB and 100,000 keys and values, so that a file from a stranger "
    "cannot exhaust the computer. Divide the claims among several files.",
)
TOO_DEEP = Code(
    "FC004",
    "nested-too-deep",
    "Keys are nested deeper than 32 levels.",
    "No claim needs more than a dozen levels. Deep nesting is a sign of a file made to exhaust "
    "the program, or of an indentation gone wrong.",
)
HIDDEN_CHARACTER = Code(
    "FC005",
    "hidden-character-in-file",
    "The file holds a character that cannot be seen.",
    "Control characters, zero-width characters and marks that turn the direction of writing can "
    "make a file say something other than what a reader sees. Delete the character; it often "
    "comes with text copied from a web page. Joiners between letters of scripts that need them "
    "are allowed.",
)
TAB = Code(
    "FC006",
    "tab-indentation",
    "A line is indented with a tab.",
    "YAML is indented with blanks only. Use two blanks for each level, and let your editor "
    "replace tabs.",
)
SYNTAX = Code(
    "FC007",
    "yaml-syntax",
    "The file is not valid YAML.",
    "Each line is `key: value`, a key with a block indented below it, or an item of a list "
    "written `- item`. Keys of one block begin in the same column. Text that runs over several "
    "lines is best written under `>-`.",
)
DUPLICATE_KEY = Code(
    "FC008",
    "duplicate-key",
    "A key is given twice in the same place.",
    "Other programs keep the last of two equal keys and forget the first without a word, so a "
    "claim can vanish. Both places are named; rename one or remove it.",
)
TAG = Code(
    "FC009",
    "yaml-tag",
    "A value begins with an exclamation mark.",
    "An exclamation mark begins a YAML tag, which claim files do not use. Put a text that begins "
    "with one in quotes: `'!'`.",
)
ANCHOR = Code(
    "FC010",
    "yaml-anchor",
    "A value begins with an ampersand or an asterisk.",
    "They are YAML's anchors and aliases, which claim files do not use: what a claim rests on "
    "should stand in the claim. Put a text that begins with one in quotes: `'*'`.",
)
MERGE_KEY = Code(
    "FC011",
    "merge-key",
    "The merge key `<<` is used.",
    "It copies keys from elsewhere and is no part of YAML 1.2. Write the keys out.",
)
SECOND_DOCUMENT = Code(
    "FC012",
    "second-document",
    "The file holds more than one YAML document.",
    "What follows a second `---` would be forgotten by many programs. Put it in a file of its own.",
)
DIRECTIVE = Code(
    "FC013",
    "yaml-directive",
    "The file begins with a YAML directive.",
    "Lines that begin with `%` change how YAML is read. Claim files are YAML 1.2 and need none. "
    "Remove the line.",
)
FLOW_COMMA = Code(
    "FC014",
    "comma-in-flow",
    "A comma or bracket stands inside an unquoted value between braces or brackets.",
    "Between `{ }` and `[ ]` a comma ends the value and a bracket begins a list, so "
    "`{measure: share(a, b)}` is two keys and `[12..15]` is a list. Write each key on a line of "
    "its own, or put the value in quotes.",
)
COMMENT = Code(
    "FC015",
    "comment-cuts-value",
    "A `#` after a blank begins a comment and cuts the value short.",
    "`quote: They are #1 in Europe` is the quote `They are`. Put a text that holds ` #` in "
    "quotes or under `>-`. A comment on a quote, figure, note or expression goes on a line of "
    "its own above it.",
)
COLON = Code(
    "FC016",
    "colon-in-value",
    "An unquoted value holds a colon followed by a blank.",
    "A colon and a blank make a key. Put the sentence in quotes, or under `>-` on the next line.",
)
FIRST_CHARACTER = Code(
    "FC017",
    "special-first-character",
    "An unquoted value begins with a character that means something to YAML.",
    "`>` and `|` begin a block of text, `%`, `@` and a backtick may not begin a value, `- ` "
    "begins a list and `? ` a key. Put the value in quotes: `figure: '> 9,000'`.",
)
AFTER_QUOTE = Code(
    "FC018",
    "text-after-quote",
    "Text follows the closing quotation mark of a value.",
    "A value that begins with a quotation mark ends with the next one. Put the whole sentence "
    "under `>-`, or in the other kind of quotation marks.",
)
UNCLOSED_QUOTE = Code(
    "FC019",
    "unclosed-quote",
    "A quotation mark is never closed, or closes too late.",
    "A quoted text that runs on swallows the keys below it. Close it on its line, or indent the "
    "lines that belong to it deeper than their key.",
)
MISSING_BLANK = Code(
    "FC020",
    "missing-blank",
    "The blank after a colon or a dash is missing.",
    "`key:value` is a text to YAML and `key: value` a key. The same holds for the dash of a list.",
)
UNCLOSED_BRACKET = Code(
    "FC021",
    "unclosed-bracket",
    "A list or mapping in brackets is not closed.",
    "A value that begins with `[` or `{` is a list or a mapping to YAML and ends with the "
    "matching bracket. Put a text that begins with one in quotes.",
)
ESCAPE = Code(
    "FC022",
    "unknown-escape",
    "A backslash in double quotes begins nothing that YAML knows.",
    "In double quotes a backslash begins an escape such as `\\n`. Use single quotes, where it is "
    "an ordinary character, or double the backslash.",
)
MIXED_SCRIPTS = Code(
    "FC023",
    "mixed-scripts",
    "A name mixes letters of different alphabets.",
    "A Cyrillic `а` looks like a Latin `a`, so two names that look alike can be different. Type "
    "the name anew.",
)
BAD_NAME = Code(
    "FC024",
    "malformed-id",
    "A name or id has characters that it may not have.",
    "Names of quantities, tables and conditions, which expressions use, have letters, digits and "
    "`_` and do not begin with a digit. Ids of sources, statements, assumptions and claims may "
    "also have hyphens and begin with a digit.",
)
KEY_NO_TEXT = Code(
    "FC025",
    "key-is-no-text",
    "A key is empty, or a list or mapping.",
    "A key is a word or, where names are free, a short text. Put a text that begins with a "
    "bracket or a question mark in quotes.",
)
NO_MAPPING = Code(
    "FC026",
    "no-keys",
    "The file is a list or a text, not a block of keys.",
    "A claim file begins with `factcheck: 1`, followed by `sources:`, `evidence:`, "
    "`quantities:`, `claims:` and the like.",
)

YAML_CODES = (
    ENCODING,
    EMPTY_FILE,
    TOO_LARGE,
    TOO_DEEP,
    HIDDEN_CHARACTER,
    TAB,
    SYNTAX,
    DUPLICATE_KEY,
    TAG,
    ANCHOR,
    MERGE_KEY,
    SECOND_DOCUMENT,
    DIRECTIVE,
    FLOW_COMMA,
    COMMENT,
    COLON,
    FIRST_CHARACTER,
    AFTER_QUOTE,
    UNCLOSED_QUOTE,
    MISSING_BLANK,
    UNCLOSED_BRACKET,
    ESCAPE,
    MIXED_SCRIPTS,
    BAD_NAME,
    KEY_NO_TEXT,
    NO_MAPPING,
)
