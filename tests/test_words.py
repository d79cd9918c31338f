"""The fixed words of the interface, in templates, code and scripts: short sentences with "je", spelled as Dutch is."""

import ast
import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST, AVERAGE = 25, 12  # words in a sentence
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
SCRIPTS = sorted(path for path in ROOT.glob("static/**/*.js") if not path.name.endswith(".min.js"))
WORD_LISTS = ("analysis.py", "language.py", "metadata.py")  # words and patterns of texts
MODULES = sorted(
    path
    for package in ("toolbox", "publications", "communities")
    for path in ROOT.glob(f"{package}/**/*.py")
    if not {"migrations", "management", "embedded_postgres", "postgres", *WORD_LISTS} & set(path.parts)  # no reader
)

SENTENCE_END = re.compile(r"(?:(?<=[.?!])|(?<=[.?!][’”)])) (?=\W*[A-Z0-9É])")
VALUE = "X"  # what a variable says, as one word
BREAK = "\x1f"  # where the text before and the text after are never one sentence
INLINE = {"a", "abbr", "b", "code", "em", "i", "strong", "sup", "svg", "use"}
NOTE = {"hidden", "lock", "meta", "note", "proposal"}  # a span with such a class stands apart
SPOKEN = {"alt", "aria-label", "content", "placeholder", "title"}  # attributes that are read to somebody
OTHER_BRANCH = ("else", "elif", "empty", "block", "endblock", "include", "section", "endsection")
SMALL_WORDS = {
    "Dutch": """aan al alleen als bij dan dat de deze die dit door een eerst er het hier hieronder je jouw kan kies kun
        maar mag met moet naar niet niets nog nu of om onder ook op opnieuw over te tot uit van vanaf voor vul wat welke
        wie wordt zijn zoals zo""",
    "English": "the of and to for this that with not are be it by as an a has have which from when",
}
DUTCH, ENGLISH = (set(words.split()) for words in SMALL_WORDS.values())

NEVER = {
    "says u": r"\b(u|uw)\b",
    "klik hier": r"\bklik hier\b",
    "shouts": "!",
    "succesvol": r"\bsuccesvol",
    "a date in digits": r"\b\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\b",
    "an amount without a no-break space": r"€(?!\u00a0[\dX])",
    "a straight quote": "['\"]",
}
AS_TYPED = "2022, 2022-03 of 2022-03-10"  # how an editor types a date that is known in part


class Texts(HTMLParser):
    """The texts of a page in order: one per block, and each attribute that is read to somebody."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.found, self._text, self._code = [], "", 0
        self.feed(source)
        self.close()
        self._end()

    def _end(self):
        self.found += re.split(BREAK, self._text)
        self._text = ""

    def _is_apart(self, tag, attrs):
        if tag == "span":
            return bool(NOTE & set((dict(attrs).get("class") or "").split()))
        return tag not in INLINE

    def handle_starttag(self, tag, attrs):
        """A block begins, and the text before it is over."""
        if self._is_apart(tag, attrs):
            self._end()
        spoken = SPOKEN if tag != "meta" else SPOKEN & {"content"} if ("name", "description") in attrs else set()
        self.found += [part for name, value in attrs if name in spoken and value for part in value.split(BREAK)]
        self._code += tag == "code"

    def handle_endtag(self, tag):
        """A block ends; of a span that stood apart the next words say so themselves."""
        if tag != "span" and tag not in INLINE:
            self._end()
        self._code -= tag == "code"

    def handle_data(self, data):
        """Text; what is typed in a terminal is one word."""
        self._text += VALUE if self._code else data


def texts_of_template(source):
    """What a template says: its text and what it hands to other templates."""
    source = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", source, flags=re.DOTALL)
    said = [words for tag in re.findall(r"{%.*?%}", source) for words in re.findall('"(.*?)"', tag) if " " in words]
    said += [words for code in re.findall(r"{{.*?}}", source) for words in re.findall(r'default:"(.*?)"', code)]
    source = re.sub(r"{{.*?}}", VALUE, source)
    source = re.sub(rf"{{%\s*({'|'.join(OTHER_BRANCH)})\b.*?%}}", BREAK, source)
    source = re.sub(r"{%.*?%}", "", source)
    return [*Texts(source).found, *(words for words in said if is_dutch(words))]


def texts_of_module(source):
    """The Dutch strings of a module that are no docstring; a value in it is one word."""
    tree = ast.parse(source)
    inside = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docs = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            words = "".join(str(part.value) if isinstance(part, ast.Constant) else VALUE for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inside | docs:
            words = re.sub(r"%(\(\w+\))?[sd]", VALUE, node.value)
        else:
            continue
        if is_dutch(words):
            yield words


def texts_of_script(source):
    """The Dutch strings of a script; a value in it is one word."""
    found = re.findall(r"""(["'`])(.*?)\1""", re.sub(r"(?s:/\*.*?\*/)|(?m:^\s*//.*$)", "", source))
    yield from filter(is_dutch, (re.sub(r"\$\{.*?\}", VALUE, words) for _, words in found))


def is_dutch(words):
    """Does it hold more small words of Dutch than of English, or what only a reader is told?"""
    small = re.findall(r"[a-z]+", words.lower())
    dutch, english = (sum(word in known for word in small) for known in (DUTCH, ENGLISH))
    return dutch > english or "€" in words


def sentences(texts):
    """One by one, with single spaces; a no-break space stays."""
    for text in texts:
        text = re.sub("[ \t\n]+", " ", html.unescape(text)).strip()
        yield from filter(None, SENTENCE_END.split(text))


def length(sentence):
    """The number of words."""
    return len(re.findall(r"[^\s]*\w[^\s]*", sentence))


def said_in(path):
    """The sentences of a file."""
    texts_of = {".html": texts_of_template, ".py": texts_of_module, ".js": texts_of_script}[path.suffix]
    return list(sentences(texts_of(path.read_text())))


FILES = {str(path.relative_to(ROOT)): said for path in [*TEMPLATES, *MODULES, *SCRIPTS] if (said := said_in(path))}


def test_the_words_of_the_site_are_found():
    """A test of no words would say that all is well."""
    assert len(FILES) > 80
    assert sum(map(len, FILES.values())) > 900
    found = {one for said in FILES.values() for one in said}
    assert found >= {
        "Deze pagina vinden we niet",  # a heading
        "Documenten, onderzoek en ervaringen om jongeren uit de criminaliteit te houden.",  # a description
        "Hoofdmenu",  # an aria-label
        "Waar ben je naar op zoek?",  # handed to another template
        "Laatst gecontroleerd op X door X.",  # values
        "Kies wie dit mag lezen.",  # a refusal in code
        "De status is nu: X.",  # an f-string
    }


def test_no_sentence_is_long():
    long = {name: [one for one in said if length(one) > LONGEST] for name, said in FILES.items()}
    assert {name: said for name, said in long.items() if said} == {}


def test_sentences_are_short_on_average():
    """Of each file by itself, and of whole sentences only: labels and headings would make it too easy."""
    numbers = {name: [length(one) for one in said if one.endswith((".", "?"))] for name, said in FILES.items()}
    means = {name: sum(words) / len(words) for name, words in numbers.items() if words}
    assert len(means) > 60
    assert {name: round(mean, 1) for name, mean in means.items() if mean > AVERAGE} == {}


@pytest.mark.parametrize("what", NEVER)
def test_words_and_signs_that_no_reader_should_see(what):
    wrong = {
        name: [one for one in said if re.search(NEVER[what], one.replace(AS_TYPED, ""), re.IGNORECASE)]
        for name, said in FILES.items()
    }
    assert {name: said for name, said in wrong.items() if said} == {}


def test_a_date_is_said_in_words():
    """A number for a month is for machines: an attribute."""
    formats = {
        str(path.relative_to(ROOT)): re.findall(r'(?<!datetime="){{[^}]*?\|date:"(.*?)"', path.read_text())
        for path in TEMPLATES
    }
    assert {name: found for name, found in formats.items() if re.search("[mnbMNyY](?<!F Y)", " ".join(found))} == {}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<h2>Kop</h2><p>Een zin. En <a>nog</a> een?</p>", ["Kop", "Een zin.", "En nog een?"]),
        ("<p>Stand van {{ a }}{% if b %}, {{ b }}{% endif %}.</p>", ["Stand van X, X."]),
        ("<p>{% if a %}Het is er.{% else %}Niet bekend{% endif %}</p>", ["Het is er.", "Niet bekend"]),
        ('<p>Naam <span class="note">Stand van {{ a }}.</span></p>', ["Naam", "Stand van X."]),
        ('<img alt="Een kaart" src="{% static \'over.svg\' %}">{# over niets #}', ["Een kaart"]),
        ('{% include "a/b.html" with title="Wat is het?" only %}', ["Wat is het?"]),
        ("<p>Typ <code>manage.py over</code> in.</p>", ["Typ X in."]),
        ("<p>Op www.ccv.nl staan 1.000 regels. ‘Ja.’ Dat is het.</p>", None),
    ],
)
def test_how_sentences_are_found(source, said):
    whole = ["Op www.ccv.nl staan 1.000 regels.", "‘Ja.’", "Dat is het."]
    assert list(sentences(texts_of_template(source))) == (said or whole)
