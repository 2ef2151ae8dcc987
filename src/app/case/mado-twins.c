/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells which of the cases that came up are twins. Each is cut to what its reader may see before anything is judged by
 * it, so nobody learns by a twin what they may not see. */

#include "mado-twins.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-json-member.h"
#include "mado-projection.h"

static void
free_twin (gpointer data)
{
  MadoTwin *twin = data;

  g_free (twin->title);
  g_free (twin->state);
  g_ptr_array_unref (twin->lines);
  g_free (twin);
}

/**
 * mado_twins_free:
 * @self: (transfer full): twins
 */
void
mado_twins_free (MadoTwins *self)
{
  g_ptr_array_unref (self->twins);
  g_free (self->row);
  g_free (self);
}

/* --- what the service says ---------------------------------------------------------------------------------------- */

static gboolean
has_id (yyjson_val *list, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];
  yyjson_arr_iter iter = yyjson_arr_iter_with (list);

  mado_id_to_text (id, text);
  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (yyjson_equals_str (one, text))
      return TRUE;

  return FALSE;
}

static gboolean
wants_same_right (yyjson_val *body, MadoId other)
{
  return mado_id_compare (mado_json_get_id (body, "attached_to"), other) == 0 ||
         has_id (yyjson_obj_get (body, "attached"), other);
}

/* Somebody has looked at both, from either side. */
static gboolean
was_told_apart (yyjson_val *body, MadoId other)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "apart"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (mado_id_compare (mado_json_get_id (one, "other"), other) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
are_apart (const MadoEntity *here, const MadoEntity *there)
{
  return was_told_apart (mado_entity_get_body (here), mado_entity_get_id (there)) ||
         was_told_apart (mado_entity_get_body (there), mado_entity_get_id (here));
}

static gboolean
has_right_in (yyjson_val *body, const char *state)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (right, "state"), state) == 0)
      return TRUE;

  return FALSE;
}

static void
find_waiting (MadoTwins *self, const MadoProgramme *programme, yyjson_val *body)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter)) {
    const char *state = mado_json_get_text (right, "state");

    if (self->right != NULL || (strcmp (state, "attached") != 0 && strcmp (state, "held") != 0))
      continue;
    self->right = mado_section_find (programme->rights, mado_json_get_text (right, "right"));
    g_set_str (&self->row, mado_json_get_text (right, "row"));
  }
}

/* --- what the programme looks at ---------------------------------------------------------------------------------- */

/* By what a right is looked for: a text each, and none where a part is not known, or nothing can be judged at all. */
static GPtrArray *
list_looks (const MadoTwinsSource *source, const MadoEntity *seen)
{
  const MadoJudgement *judgement =
      mado_judge_case (source->judge, mado_entity_get_body (seen), mado_entity_get_state (seen), source->today, NULL);
  GPtrArray *looks = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; judgement != NULL && i < judgement->rights->len; i++) {
    const MadoJudgedRight *judged = &g_array_index (judgement->rights, MadoJudgedRight, i);
    GString *look;

    if (judged->when != MADO_ANSWER_PASSED || judged->look.n_parts == 0 || !judged->look.is_complete)
      continue;
    look = g_string_new (judged->right->look.kind);
    for (guint part = 0; part < judged->look.n_parts; part++)
      g_string_append_printf (look, "\x1F%s", judged->look.parts[part]);
    g_ptr_array_add (looks, g_string_free_and_steal (look));
  }

  return looks;
}

static gboolean
shares_any (const GPtrArray *looks, const GPtrArray *others)
{
  for (guint i = 0; i < looks->len; i++)
    if (g_ptr_array_find_with_equal_func ((GPtrArray *) others, g_ptr_array_index (looks, i), g_str_equal, NULL))
      return TRUE;

  return FALSE;
}

/* --- side by side ------------------------------------------------------------------------------------------------- */

static GPtrArray *
compare (const MadoTwinsSource *source, const MadoEntity *other)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);
  yyjson_val *here = mado_entity_get_body (source->seen), *there = mado_entity_get_body (other);
  gboolean is_protected = yyjson_obj_get (here, "protected") != NULL || yyjson_obj_get (there, "protected") != NULL;
  const MadoComparison comparison = { programme, source->person, is_protected, yyjson_obj_get (here, "items"),
                                      yyjson_obj_get (there, "items") };
  GPtrArray *lines = mado_compared_lines_new ();

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);
    gboolean is_said = item->id[0] != '\0' && (yyjson_obj_get (comparison.here, item->id) != NULL ||
                                               yyjson_obj_get (comparison.there, item->id) != NULL);

    if (is_said && mado_comparison_takes (&comparison, item))
      mado_comparison_add (&comparison, lines, item);
  }

  return lines;
}

static char *
write_title (const MadoTwinsSource *source, const MadoEntity *other)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);
  yyjson_val *items = yyjson_obj_get (mado_entity_get_body (other), "items");
  g_autoptr (GString) title = g_string_new (NULL);
  gboolean has_code = FALSE, has_name = FALSE;

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);
    yyjson_val *value = yyjson_obj_get (items, item->id);

    if (strcmp (item->type, "code") == 0 && !has_code && yyjson_is_str (value)) {
      g_string_prepend (title, has_name ? "　" : "");
      g_string_prepend (title, yyjson_get_str (value));
      has_code = TRUE;
    } else if (strcmp (item->type, "name") == 0 && !has_name && yyjson_is_obj (value)) {
      g_string_append_printf (title, "%s%s", has_code ? "　" : "", mado_json_get_text (value, "kanji"));
      has_name = TRUE;
    }
  }

  return g_string_free_and_steal (g_steal_pointer (&title));
}

static void
add_twin (MadoTwins *self, const MadoTwinsSource *source, const MadoEntity *other, gboolean is_same_person)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);
  const MadoState *state = mado_section_find (programme->states, mado_entity_get_state (other));
  MadoTwin *twin = g_new0 (MadoTwin, 1);

  twin->id = mado_entity_get_id (other);
  twin->title = write_title (source, other);
  twin->state = g_strdup (state != NULL ? state->label : mado_entity_get_state (other));
  twin->wants_same_right = wants_same_right (mado_entity_get_body (source->seen), twin->id);
  twin->is_same_person = is_same_person;
  twin->is_paid = has_right_in (mado_entity_get_body (other), "paid");
  twin->lines = compare (source, other);
  g_ptr_array_add (self->twins, twin);
}

static gboolean
consider (MadoTwins *self, const MadoTwinsSource *source, const GPtrArray *looks, MadoEntity *whole, GError **error)
{
  g_autoptr (MadoEntity) other = NULL;
  g_autoptr (GPtrArray) others = NULL;
  gboolean is_same_person;

  if (mado_id_compare (mado_entity_get_id (whole), mado_entity_get_id (source->seen)) == 0)
    return TRUE;
  if (!mado_project_for_person (mado_judge_get_programme (source->judge), whole, NULL, source->person, &other, error))
    return FALSE;
  if (other == NULL)
    return TRUE;
  others = list_looks (source, other);
  is_same_person = shares_any (looks, others) && !are_apart (source->seen, other);
  if (is_same_person || wants_same_right (mado_entity_get_body (source->seen), mado_entity_get_id (other)))
    add_twin (self, source, other, is_same_person);

  return TRUE;
}

/**
 * mado_twins_new:
 * @source: what they are found with
 * @error: where to put why one cannot be read
 *
 * Returns: (transfer full) (nullable): the twins among the others
 */
MadoTwins *
mado_twins_new (const MadoTwinsSource *source, GError **error)
{
  yyjson_val *body = mado_entity_get_body (source->seen);
  g_autoptr (GPtrArray) looks = list_looks (source, source->seen);
  MadoTwins *self = g_new0 (MadoTwins, 1);

  self->twins = g_ptr_array_new_with_free_func (free_twin);
  self->row = g_strdup ("");
  find_waiting (self, mado_judge_get_programme (source->judge), body);
  for (guint i = 0; i < source->others->len; i++)
    if (!consider (self, source, looks, g_ptr_array_index (source->others, i), error)) {
      mado_twins_free (self);
      return NULL;
    }
  self->is_held_elsewhere = has_right_in (body, "held") && self->twins->len == 0;

  return self;
}

/* --- in words ----------------------------------------------------------------------------------------------------- */

static gboolean
is_any_paid (const MadoTwins *self)
{
  for (guint i = 0; i < self->twins->len; i++)
    if (((const MadoTwin *) g_ptr_array_index (self->twins, i))->is_paid)
      return TRUE;

  return FALSE;
}

/**
 * mado_twins_dup_title:
 * @self: twins
 *
 * Returns: (transfer full): that there are any, in words; empty where there are none
 */
char *
mado_twins_dup_title (const MadoTwins *self)
{
  guint n_twins = self->twins->len;

  if (self->is_held_elsewhere)
    return g_strdup (_ ("The same benefit is held by an application of another year or programme"));
  if (n_twins == 0)
    return g_strdup ("");
  if (is_any_paid (self)) /* Translators: %s is the number and name of one of them */
    return g_strdup_printf (ngettext ("%u other application for the same, already paid (%s)",
                                      "%u other applications for the same, one already paid (%s)", n_twins),
                            n_twins, ((const MadoTwin *) g_ptr_array_index (self->twins, 0))->title);

  return g_strdup_printf (ngettext ("%u other application that may be the same (%s)",
                                    "%u other applications that may be the same (%s)", n_twins),
                          n_twins, ((const MadoTwin *) g_ptr_array_index (self->twins, 0))->title);
}

/**
 * mado_twin_dup_reason:
 * @self: a twin
 *
 * Returns: (transfer full): why it is taken for one, in words
 */
char *
mado_twin_dup_reason (const MadoTwin *self)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();

  if (self->wants_same_right)
    g_ptr_array_add (reasons, _ ("it wants the same benefit, by its number"));
  if (self->is_same_person)
    g_ptr_array_add (reasons, _ ("name and day of birth are the same"));
  if (self->is_paid)
    g_ptr_array_add (reasons, _ ("it has been paid"));
  g_ptr_array_add (reasons, NULL);

  return g_strjoinv (_ ("; "), (char **) reasons->pdata);
}
