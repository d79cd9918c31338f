"""Tags of the design: icons, marked words, and sections that the page's own table of contents knows."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join

register = template.Library()
SECTIONS = "sections of this page"


@register.simple_tag
def icon(name):
    """An icon of static/sprite.svg. Decoration: a word always stands beside it."""
    return format_html('<svg class="i" aria-hidden="true"><use href="{}#{}"></use></svg>', static("sprite.svg"), name)


@register.filter
def marked(snippet):
    """A search.snippets.Snippet with <mark> around the words that were searched for."""
    pieces = ((format_html("<mark>{}</mark>", text) if is_marked else text,) for text, is_marked in snippet.pieces)
    return format_html_join("", "{}", pieces)


@register.filter
def searched(text, found):
    """A text of a card, with the words marked on a list of results (`found`: a search.showing.Found, or None)."""
    return marked(found.mark(str(text))) if found else text


@register.simple_tag
def sprite(name):
    """The address of a symbol of the sprite, for a drawing with a class of its own."""
    return f"{static('sprite.svg')}#{name}"


@register.simple_block_tag(takes_context=True)
def section(context, content, id, title, kind=""):
    """A section with its heading. What has nothing in it stays out, of the page and of its table of contents."""
    if not content.strip():
        return ""
    context.render_context.setdefault(SECTIONS, []).append((id, title))
    return format_html(
        '<section{} aria-labelledby="{}"><h2 id="{}" tabindex="-1">{}</h2>{}</section>',
        format_html(' class="{}"', kind) if kind else "",
        id,
        id,
        title,
        content,
    )


@register.simple_tag(takes_context=True)
def sections(context):
    """[(id, title)] of the sections so far."""
    return context.render_context.get(SECTIONS, [])
