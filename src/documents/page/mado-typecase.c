/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chooses the font of every character before Pango sees it. A name is set in one font as a whole: the first that has
 * all of it, with its registered variants (IVS); so one rare character does not stand out among others. */

#include "mado-typecase.h"

#include <hb.h>
#include <pango/pangocairo.h>

#include "mado-documents-error.h"

#define MAX_FONTS 3
#define NO_FONT MAX_FONTS

typedef struct {
  const char *family;
  const char *alias; /* how a machine in Japanese calls it */
  gboolean has_bold;
} Font;

/* In the order in which they are tried. */
static const Font fonts[MADO_N_FACES][MAX_FONTS] = {
  [MADO_FACE_GOTHIC] = { { "BIZ UDGothic", "BIZ UDゴシック", TRUE },
                         { "Noto Sans CJK JP", "Noto Sans CJK JP", TRUE },
                         { "IPAmjMincho", "IPAmj明朝", FALSE } },
  [MADO_FACE_MINCHO] = { { "IPAmjMincho", "IPAmj明朝", FALSE },
                         { "Noto Serif CJK JP", "Noto Serif CJK JP", TRUE },
                         { "Noto Sans CJK JP", "Noto Sans CJK JP", TRUE } },
};

/* What a font has. */
typedef struct {
  PangoFont *font;
  hb_set_t *characters;
} Coverage;

struct _MadoTypecase {
  PangoFontMap *map;
  PangoContext *context;
  Coverage coverage[MADO_N_FACES][MAX_FONTS];
  MadoTextStore *texts; /* that were laid out with them */
};

/* A character with its variation selector, where one follows. */
typedef struct {
  guint start; /* bytes */
  guint end;
  gunichar character;
  gunichar selector;
  guint font; /* NO_FONT: none has it */
} Cluster;

static gboolean
is_loaded (PangoFont *font, const Font *wanted)
{
  PangoFontDescription *got = pango_font_describe (font);
  const char *family = pango_font_description_get_family (got);
  gboolean is_it = g_str_equal (family, wanted->family) || g_str_equal (family, wanted->alias);

  pango_font_description_free (got);

  return is_it;
}

static gboolean
load_font (MadoTypecase *self, const Font *wanted, Coverage *coverage, GError **error)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family_static (description, wanted->family);
  pango_font_description_set_absolute_size (description, 10 * PANGO_SCALE);
  coverage->font = pango_font_map_load_font (self->map, self->context, description);
  pango_font_description_free (description);
  if (coverage->font == NULL || !is_loaded (coverage->font, wanted)) {
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_FONTS, "could not load the font '%s': not installed",
                 wanted->family);
    return FALSE;
  }
  coverage->characters = hb_set_create ();
  hb_face_collect_unicodes (hb_font_get_face (pango_font_get_hb_font (coverage->font)), coverage->characters);

  return TRUE;
}

/* Paper has no pixels: glyphs stand where the outlines say. */
static void
set_up_context (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("ja"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
}

/**
 * mado_typecase_new:
 * @error: where to put which font is missing
 *
 * Returns: (transfer full) (nullable): the fonts
 */
MadoTypecase *
mado_typecase_new (GError **error)
{
  g_autoptr (MadoTypecase) self = g_new0 (MadoTypecase, 1);

  self->map = pango_cairo_font_map_new ();
  self->context = pango_font_map_create_context (self->map);
  self->texts = mado_text_store_new ();
  set_up_context (self->context);
  for (guint face = 0; face < MADO_N_FACES; face++)
    for (guint i = 0; i < MAX_FONTS; i++)
      if (!load_font (self, &fonts[face][i], &self->coverage[face][i], error))
        return NULL;

  return g_steal_pointer (&self);
}

/**
 * mado_typecase_free:
 * @self: (transfer full): the fonts
 */
void
mado_typecase_free (MadoTypecase *self)
{
  for (guint face = 0; face < MADO_N_FACES; face++)
    for (guint i = 0; i < MAX_FONTS; i++) {
      hb_set_destroy (self->coverage[face][i].characters);
      g_clear_object (&self->coverage[face][i].font);
    }
  mado_text_store_free (self->texts);
  g_clear_object (&self->context);
  g_clear_object (&self->map);
  g_free (self);
}

/**
 * mado_typecase_get_context:
 * @self: the fonts
 *
 * Returns: (transfer none): where text is laid out; a unit is a point
 */
PangoContext *
mado_typecase_get_context (const MadoTypecase *self)
{
  return self->context;
}

/**
 * mado_typecase_get_texts:
 * @self: the fonts
 *
 * Returns: (transfer none): texts that were laid out with them
 */
MadoTextStore *
mado_typecase_get_texts (const MadoTypecase *self)
{
  return self->texts;
}

/* --- which font has what ------------------------------------------------------------------------------------------ */

static gboolean
is_selector (gunichar c)
{
  return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

/* What a place for private use shows is a matter of the machine it was typed on (外字): nobody knows it here. */
static gboolean
has (const Coverage *coverage, const Cluster *cluster)
{
  hb_codepoint_t glyph;

  if (g_unichar_type (cluster->character) == G_UNICODE_PRIVATE_USE)
    return FALSE;
  if (cluster->selector == 0)
    return hb_set_has (coverage->characters, cluster->character);

  return hb_font_get_variation_glyph (pango_font_get_hb_font (coverage->font), cluster->character, cluster->selector,
                                      &glyph);
}

static gboolean
needs_glyph (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_LINE_SEPARATOR &&
         type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

static guint
find_font (const MadoTypecase *self, MadoFace face, const Cluster *cluster)
{
  if (!needs_glyph (cluster->character))
    return 0;
  for (guint i = 0; i < MAX_FONTS; i++)
    if (has (&self->coverage[face][i], cluster))
      return i;

  return NO_FONT;
}

/* Names and addresses: kanji, and the blanks between them. */
static gboolean
is_of_name (const Cluster *cluster)
{
  return cluster->character == ' ' || cluster->character == 0x3000 ||
         g_unichar_get_script (cluster->character) == G_UNICODE_SCRIPT_HAN;
}

static gboolean
has_all (const MadoTypecase *self, MadoFace face, guint font, const GArray *clusters, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (!has (&self->coverage[face][font], &g_array_index (clusters, Cluster, i)))
      return FALSE;

  return TRUE;
}

static void
set_as_one (const MadoTypecase *self, MadoFace face, GArray *clusters, guint first, guint end)
{
  guint font = 0;

  for (guint i = first; i < end; i++)
    font = MAX (font, g_array_index (clusters, Cluster, i).font);
  for (; font > 0 && font < NO_FONT; font++)
    if (has_all (self, face, font, clusters, first, end)) {
      for (guint i = first; i < end; i++)
        g_array_index (clusters, Cluster, i).font = font;
      return;
    }
}

static GArray *
find_fonts (const MadoTypecase *self, MadoFace face, const char *text)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));

  for (const char *p = text; *p != '\0';) {
    const char *next = g_utf8_next_char (p);
    Cluster cluster = { .start = (guint) (p - text), .character = g_utf8_get_char (p) };

    if (is_selector (g_utf8_get_char (next))) {
      cluster.selector = g_utf8_get_char (next);
      next = g_utf8_next_char (next);
    }
    cluster.end = (guint) (next - text);
    cluster.font = find_font (self, face, &cluster);
    g_array_append_val (clusters, cluster);
    p = next;
  }
  for (guint first = 0, i = 0; i <= clusters->len; i++)
    if (i == clusters->len || !is_of_name (&g_array_index (clusters, Cluster, i))) {
      set_as_one (self, face, clusters, first, i);
      first = i + 1;
    }

  return clusters;
}

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

/**
 * mado_typecase_choose:
 * @self: the fonts
 * @face: what the text is to be set in
 * @is_bold: whether it is to be bold
 * @text: any text
 *
 * Returns: (transfer full): attributes that name the font of each part, and leave Pango nothing to choose
 */
PangoAttrList *
mado_typecase_choose (MadoTypecase *self, MadoFace face, gboolean is_bold, const char *text)
{
  g_autoptr (GArray) clusters = find_fonts (self, face, text);
  PangoAttrList *list = pango_attr_list_new ();

  pango_attr_list_insert (list, pango_attr_fallback_new (FALSE));
  pango_attr_list_insert (list, pango_attr_insert_hyphens_new (FALSE));
  for (guint first = 0, i = 1; i <= clusters->len; i++) {
    const Cluster *cluster = &g_array_index (clusters, Cluster, first);
    const Font *font = &fonts[face][cluster->font == NO_FONT ? 0 : cluster->font];
    guint end = g_array_index (clusters, Cluster, i - 1).end;

    if (i < clusters->len && g_array_index (clusters, Cluster, i).font == cluster->font)
      continue;
    add_attribute (list, pango_attr_family_new (font->family), cluster->start, end);
    if (is_bold && font->has_bold)
      add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), cluster->start, end);
    first = i;
  }

  return list;
}

/**
 * mado_typecase_find_missing:
 * @self: the fonts
 * @face: what the text is to be set in
 * @text: any text
 *
 * Returns: (transfer full) (element-type MadoMissingGlyph): what would come out as a box, in the order of the text
 */
GArray *
mado_typecase_find_missing (MadoTypecase *self, MadoFace face, const char *text)
{
  g_autoptr (GArray) clusters = find_fonts (self, face, text);
  GArray *missing = g_array_new (FALSE, FALSE, sizeof (MadoMissingGlyph));

  for (guint i = 0; i < clusters->len; i++) {
    const Cluster *cluster = &g_array_index (clusters, Cluster, i);

    if (cluster->font == NO_FONT) {
      MadoMissingGlyph glyph = { cluster->character, cluster->selector };

      g_array_append_val (missing, glyph);
    }
  }

  return missing;
}

/**
 * mado_missing_glyph_name:
 * @self: a character
 *
 * Returns: (transfer full): "U+20BB7", "U+845B U+E0103"
 */
char *
mado_missing_glyph_name (const MadoMissingGlyph *self)
{
  return self->selector == 0 ? g_strdup_printf ("U+%04X", self->character)
                             : g_strdup_printf ("U+%04X U+%04X", self->character, self->selector);
}
