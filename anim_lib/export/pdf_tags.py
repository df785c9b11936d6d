"""The tree of a PDF that screen readers follow: its figures, each with its text."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from anim_lib.export.notes import Notes


def add_figure(pdf: Pdf, page: Page, number: int, box: Array, notes: Notes) -> None:
    """Make a page's marked content a figure.

    Parameters
    ----------
    pdf, page
        The file and the page.
    number
        Of the marked content in the page, from 0 and without gaps.
    box
        Where it is on the page: left, bottom, right and top in points.
    notes
        What is said about it.
    """
    tree = _tree(pdf)
    figure = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Figure,
            P=tree.K,
            Pg=page.obj,
            K=number,
            T=String(notes.title),
            Alt=String(notes.alt),
            A=Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box),
        )
    )
    tree.K.K.append(figure)
    _parents(tree, page).append(figure)


def _parents(tree: Object, page: Page) -> Object:
    """Return the figures of a page by the number of their content; begin the list."""
    if Name.StructParents not in page.obj:
        key = int(tree.ParentTreeNextKey)
        tree.ParentTree.Nums.append(key)
        tree.ParentTree.Nums.append(Array())
        tree.ParentTreeNextKey = key + 1
        page.obj.StructParents = key
    return tree.ParentTree.Nums[2 * int(page.obj.StructParents) + 1]


def _tree(pdf: Pdf) -> Object:
    """Return the root of the document's structure; make it for the first figure."""
    if Name.StructTreeRoot not in pdf.Root:
        tree = pdf.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                ParentTree=pdf.make_indirect(Dictionary(Nums=Array())),
                ParentTreeNextKey=0,
            )
        )
        tree.K = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array())
        )
        pdf.Root.StructTreeRoot = tree
        pdf.Root.MarkInfo = Dictionary(Marked=True)
    return pdf.Root.StructTreeRoot
