/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pango breaks the lines; this says in which type, how wide, and how far from one another. */

#include "mado-wording.h"

#include <string.h>

#include "mado-pen.h"

#define STEP 0.5 /* points, by which type is made smaller to fit */

/**
 * mado_wording_get_face:
 * @style: a style
 *
 * Returns: the face that it is set in
 */
MadoFace
mado_wording_get_face (const MadoLayoutStyle *style)
{
  return g_str_equal (style->face, "mincho") ? MADO_FACE_MINCHO : MADO_FACE_GOTHIC;
}

static int
in_units (double points)
{
  return (int) (points * PANGO_SCALE + 0.5);
}

static void
set_size (PangoLayout *text, const PangoAttrList *fonts, const MadoLayoutStyle *style, double points)
{
  PangoAttrList *attributes = pango_attr_list_copy ((PangoAttrList *) fonts);

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute (in_units (points)));
  pango_attr_list_insert (
      attributes, pango_attr_line_height_new_absolute (in_units (points * mado_layout_style_get_leading (style))));
  pango_layout_set_attributes (text, attributes);
  pango_attr_list_unref (attributes);
}

static double
get_least (const MadoLayoutStyle *style)
{
  return style->least > 0 ? style->least : style->size;
}

static PangoAlignment
get_alignment (const MadoLayoutStyle *style)
{
  if (g_str_equal (style->align, "center"))
    return PANGO_ALIGN_CENTER;

  return g_str_equal (style->align, "right") ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

static int
count_paragraphs (const char *text)
{
  int n = 1;

  for (; *text != '\0'; text++)
    n += *text == '\n';

  return n;
}

/* Sets @points to the size of type that it took. */
static PangoLayout *
lay_out (MadoTypecase *typecase, const MadoLayoutStyle *style, double width, const char *text, double *points)
{
  PangoLayout *layout = pango_layout_new (mado_typecase_get_context (typecase));
  PangoAttrList *fonts =
      mado_typecase_choose (typecase, mado_wording_get_face (style), g_str_equal (style->weight, "bold"), text);

  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, in_units (width * MADO_POINTS_PER_MM));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, get_alignment (style));
  pango_layout_set_indent (layout, -in_units (style->hang * MADO_POINTS_PER_MM));
  pango_layout_set_auto_dir (layout, FALSE);
  set_size (layout, fonts, style, *points);
  while (g_str_equal (style->fit, "line") && *points - STEP >= get_least (style) &&
         pango_layout_get_line_count (layout) > count_paragraphs (text)) {
    *points -= STEP;
    set_size (layout, fonts, style, *points);
  }
  pango_attr_list_unref (fonts);

  return layout;
}

/* All that decides how a text is laid out: one style may be called as another is in the next layout. */
static char *
write_key (const MadoLayoutStyle *style, double points, double width, const char *text)
{
  return g_strdup_printf ("%s %s %s %s %a %a %a %a %a\n%s", style->face, style->weight, style->align, style->fit,
                          style->least, style->leading, style->hang, points, width, text);
}

/**
 * mado_wording_set:
 * @typecase: the fonts
 * @style: how it is set
 * @scale: up to 1; by how much it is made smaller, as far as the style allows
 * @width: mm
 * @text: any text; each line of it is a paragraph
 *
 * Returns: (transfer full): the text in lines
 */
MadoWording
mado_wording_set (MadoTypecase *typecase, const MadoLayoutStyle *style, double scale, double width, const char *text)
{
  MadoTextStore *texts = mado_typecase_get_texts (typecase);
  double points = MAX (style->size * scale, get_least (style));
  char *key = write_key (style, points, width, text);
  PangoLayout *layout = mado_text_store_find (texts, key, &points);

  if (layout != NULL) {
    g_object_ref (layout);
    explicit_bzero (key, strlen (key)); /* it has the words in it */
    g_free (key);
  } else {
    layout = lay_out (typecase, style, width, text, &points);
    mado_text_store_keep (texts, key, layout, points);
  }

  return (MadoWording) { layout, pango_layout_get_line_count (layout),
                         points * mado_layout_style_get_leading (style) / MADO_POINTS_PER_MM };
}

/**
 * mado_wording_clear:
 * @self: a text in lines
 *
 * Frees what it holds.
 */
void
mado_wording_clear (MadoWording *self)
{
  g_clear_object (&self->text);
}
