/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes both sides of an item for people and holds them against each other. What one side does not show is not shown
 * of the other either. */

#include "mado-comparison.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-json-member.h"
#include "mado-wording.h"

static void
free_line (gpointer data)
{
  MadoComparedLine *line = data;

  g_free (line->label);
  g_free (line->here);
  g_free (line->there);
  g_array_unref (line->here_marks);
  g_array_unref (line->there_marks);
  g_free (line);
}

/* An account that two people type without seeing each other's is not told to either of them by another side. */
static gboolean
is_typed_blind (const MadoComparison *self, const MadoItem *item)
{
  return item->entry[0] != '\0' && yyjson_obj_get (self->here, item->id) == NULL;
}

/**
 * mado_comparison_takes:
 * @self: two sides
 * @item: (nullable): an item
 *
 * Returns: whether the item is for these eyes, and one that a case has once
 */
gboolean
mado_comparison_takes (const MadoComparison *self, const MadoItem *item)
{
  return item != NULL && !item->is_of_list && mado_policy_may_see (self->person, item) && !is_typed_blind (self, item);
}

static gboolean
is_withheld (const MadoComparison *self, const MadoItem *item)
{
  return self->is_protected && mado_item_tells_whereabouts (item) &&
         !mado_policy_has_duty (self->person, self->programme, "protection");
}

static char *
write_side (const MadoComparison *self, const MadoItem *item, yyjson_val *value, const char *part)
{
  g_autofree char *text = NULL;

  if (is_withheld (self, item))
    return g_strdup (_ ("Not shown: the person is under protection"));
  text = part != NULL ? g_strdup (mado_json_get_text (value, part)) : mado_wording_write_value (item, value);

  return text != NULL ? g_steal_pointer (&text) : g_strdup ("");
}

/**
 * mado_comparison_write:
 * @self: two sides
 * @item: an item
 * @value: (nullable): what one of them says
 *
 * Returns: (transfer full): the value for people; empty where there is none
 */
char *
mado_comparison_write (const MadoComparison *self, const MadoItem *item, yyjson_val *value)
{
  return write_side (self, item, value, NULL);
}

static void
mark_line (MadoComparedLine *line)
{
  gboolean is_marked = line->verdict == MADO_VERDICT_SPELLING || line->verdict == MADO_VERDICT_VARIANT ||
                       line->verdict == MADO_VERDICT_DIFFERENT;

  line->here_marks = mado_verdict_mark (line->here, is_marked ? line->there : line->here);
  line->there_marks = mado_verdict_mark (line->there, is_marked ? line->here : line->there);
  if (line->here[0] == '\0')
    g_set_str (&line->here, "—");
  if (line->there[0] == '\0')
    g_set_str (&line->there, "—");
}

static void
add_line (const MadoComparison *self, GPtrArray *lines, const MadoItem *item, const char *part, const char *type)
{
  MadoComparedLine *line = g_new0 (MadoComparedLine, 1);
  yyjson_val *here = yyjson_obj_get (self->here, item->id), *there = yyjson_obj_get (self->there, item->id);
  gboolean is_hidden = is_withheld (self, item) || mado_wording_is_masked (here) || mado_wording_is_masked (there) ||
                       mado_policy_is_masked (self->person, item);

  line->item = item;
  /* Translators: %s is the label of a name, "Applicant (reading)" */
  line->label = strcmp (type, MADO_VERDICT_KANA) == 0 ? g_strdup_printf (_ ("%s (reading)"), item->label)
                                                      : g_strdup (item->label);
  line->here = write_side (self, item, here, part);
  line->there = write_side (self, item, there, part);
  line->verdict = is_hidden ? MADO_VERDICT_HIDDEN : mado_verdict_find (type, line->here, line->there);
  mark_line (line);
  g_ptr_array_add (lines, line);
}

/**
 * mado_comparison_add:
 * @self: two sides
 * @lines: (element-type MadoComparedLine): where to put it
 * @item: an item that they take
 *
 * How a name is written and how it is read differ each for itself, so they are two lines.
 */
void
mado_comparison_add (const MadoComparison *self, GPtrArray *lines, const MadoItem *item)
{
  if (strcmp (item->type, "name") == 0) {
    add_line (self, lines, item, "kanji", item->type);
    add_line (self, lines, item, "kana", MADO_VERDICT_KANA);
  } else {
    add_line (self, lines, item, NULL, item->type);
  }
}

/**
 * mado_compared_lines_new:
 *
 * Returns: (transfer full) (element-type MadoComparedLine): no lines yet
 */
GPtrArray *
mado_compared_lines_new (void)
{
  return g_ptr_array_new_with_free_func (free_line);
}

/**
 * mado_compared_lines_have:
 * @lines: (element-type MadoComparedLine): lines
 * @item: an item
 *
 * Returns: whether one is of it
 */
gboolean
mado_compared_lines_have (const GPtrArray *lines, const MadoItem *item)
{
  for (guint i = 0; i < lines->len; i++)
    if (((const MadoComparedLine *) g_ptr_array_index (lines, i))->item == item)
      return TRUE;

  return FALSE;
}

/**
 * mado_compared_lines_count:
 * @lines: (element-type MadoComparedLine): lines
 * @verdict: a verdict
 *
 * Returns: how many of them have it
 */
guint
mado_compared_lines_count (const GPtrArray *lines, MadoVerdict verdict)
{
  guint count = 0;

  for (guint i = 0; i < lines->len; i++)
    count += ((const MadoComparedLine *) g_ptr_array_index (lines, i))->verdict == verdict ? 1 : 0;

  return count;
}
