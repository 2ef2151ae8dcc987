/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of a register goes the way of a case: it is cut by the projection to what its reader may see, and only then
 * held against the case. What the case does not show is not shown of a register either. */

#include "mado-register-look.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-draft.h"
#include "mado-projection.h"
#include "mado-reference.h"
#include "mado-wording.h"

static void
free_candidate (gpointer data)
{
  MadoRegisterCandidate *candidate = data;

  g_ptr_array_unref (candidate->lines);
  g_free (candidate);
}

/**
 * mado_register_look_free:
 * @self: (transfer full): what a register says
 */
void
mado_register_look_free (MadoRegisterLook *self)
{
  g_free (self->key);
  g_free (self->taken_in);
  g_ptr_array_unref (self->candidates);
  g_free (self);
}

/* Who reads which case. */
typedef struct {
  const MadoProgramme *programme;
  const MadoPerson *person;
  const MadoEntity *seen;
} Reader;

static MadoComparison
hold_against (const Reader *reader, yyjson_val *of_register)
{
  yyjson_val *body = mado_entity_get_body (reader->seen);

  return (MadoComparison) { reader->programme, reader->person, yyjson_obj_get (body, "protected") != NULL,
                            yyjson_obj_get (body, "items"), of_register };
}

static GPtrArray *
compare (const Reader *reader, const MadoFormMap *map, yyjson_val *of_register)
{
  const MadoComparison comparison = hold_against (reader, of_register);
  GPtrArray *lines = mado_compared_lines_new ();

  for (guint i = 0; i < mado_section_get_count (map->columns); i++) {
    const MadoFormMapColumn *column = mado_section_get (map->columns, i);
    const MadoItem *item = mado_section_find (reader->programme->items, column->item);

    if (mado_comparison_takes (&comparison, item) && !mado_compared_lines_have (lines, item))
      mado_comparison_add (&comparison, lines, item);
  }

  return lines;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): the row as a case of this state, cut to what the person may see */
static MadoEntity *
cut_row (const Reader *reader, const MadoReference *row, GError **error)
{
  g_autoptr (yyjson_doc) read =
      yyjson_read (g_bytes_get_data (row->text, NULL), g_bytes_get_size (row->text), YYJSON_READ_NOFLAG);
  g_autoptr (MadoDraft) draft =
      mado_draft_new (mado_entity_get_id (reader->seen), "case", mado_entity_get_state (reader->seen));
  yyjson_val *guarded = yyjson_obj_get (mado_entity_get_body (reader->seen), "protected");
  g_autoptr (MadoEntity) whole = NULL;
  MadoEntity *cut = NULL;

  mado_draft_put (draft, draft->body, "items", yyjson_obj_get (yyjson_doc_get_root (read), "items"));
  if (guarded != NULL)
    mado_draft_put (draft, draft->body, "protected", guarded);
  whole = mado_draft_finish (draft, error);
  if (whole == NULL || !mado_project_for_person (reader->programme, whole, NULL, reader->person, &cut, error))
    return NULL;

  return cut;
}

static gboolean
add_candidate (MadoRegisterLook *self, const Reader *reader, const MadoReference *row, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MadoEntity) cut = cut_row (reader, row, &fault);
  MadoRegisterCandidate *candidate;

  if (fault != NULL) {
    g_propagate_error (error, g_steal_pointer (&fault));
    return FALSE;
  }
  if (cut == NULL)
    return TRUE;
  candidate = g_new0 (MadoRegisterCandidate, 1);
  candidate->row = row->row;
  candidate->lines = compare (reader, self->map, yyjson_obj_get (mado_entity_get_body (cut), "items"));
  g_ptr_array_add (self->candidates, candidate);

  return TRUE;
}

static MadoRegisterStand
get_stand (const MadoReferenceAnswer *answer, guint n_candidates)
{
  if (!answer->is_here)
    return MADO_REGISTER_NOT_HERE;
  if (!answer->has_key)
    return MADO_REGISTER_NO_KEY;

  return n_candidates > 0 ? MADO_REGISTER_FOUND : MADO_REGISTER_NOBODY;
}

static char *
write_key (const Reader *reader, const MadoFormMap *map)
{
  const MadoComparison comparison = hold_against (reader, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < map->match->len; i++) {
    const MadoItem *item = mado_section_find (reader->programme->items, g_ptr_array_index (map->match, i));
    g_autofree char *value = NULL;

    if (item == NULL || !mado_policy_may_see (reader->person, item))
      continue;
    value = mado_comparison_write (&comparison, item, yyjson_obj_get (comparison.here, item->id));
    g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "、" : "", item->label, value[0] != '\0' ? " " : "",
                            value);
  }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
write_day_of (const GPtrArray *rows)
{
  const MadoReference *first = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;

  return first != NULL ? mado_wording_write_moment (first->at.microseconds / 1000) : g_strdup ("");
}

static MadoRegisterLook *
look (const Reader *reader, const MadoReferenceAnswer *answer, GError **error)
{
  MadoRegisterLook *self = g_new0 (MadoRegisterLook, 1);

  self->map = answer->map;
  self->key = write_key (reader, answer->map);
  self->taken_in = write_day_of (answer->rows);
  self->candidates = g_ptr_array_new_with_free_func (free_candidate);
  for (guint i = 0; i < answer->rows->len; i++)
    if (!add_candidate (self, reader, g_ptr_array_index (answer->rows, i), error)) {
      mado_register_look_free (self);
      return NULL;
    }
  self->stand = get_stand (answer, self->candidates->len);

  return self;
}

/* A place with terminals of its own takes nothing in: there is nothing to compare with, and nothing to be done about
 * it. */
static gboolean
is_at_place (const Reader *reader)
{
  for (const char *const *role = reader->person->roles; *role != NULL; role++)
    if (mado_programme_find_site (reader->programme, *role) != NULL)
      return TRUE;

  return FALSE;
}

/* Whoever sees nothing but the key would find a table that says nothing. */
static gboolean
is_for (const Reader *reader, const MadoFormMap *map)
{
  const MadoComparison comparison = hold_against (reader, NULL);

  if (is_at_place (reader))
    return FALSE;

  for (guint i = 0; i < mado_section_get_count (map->columns); i++) {
    const MadoFormMapColumn *column = mado_section_get (map->columns, i);
    const MadoItem *item = mado_section_find (reader->programme->items, column->item);

    if (mado_comparison_takes (&comparison, item) && !mado_names_contain (map->match, item->id))
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_register_look:
 * @programme: a programme; must outlive what is returned
 * @person: who reads it
 * @seen: a case, cut to what the person may see
 * @answers: (element-type MadoReferenceAnswer): what the registers say of it
 * @error: where to put why a row cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type MadoRegisterLook): the registers that this person reads
 */
GPtrArray *
mado_register_look (const MadoProgramme *programme,
                    const MadoPerson *person,
                    const MadoEntity *seen,
                    const GPtrArray *answers,
                    GError **error)
{
  const Reader reader = { programme, person, seen };
  g_autoptr (GPtrArray) looks = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_register_look_free);

  for (guint i = 0; i < answers->len; i++) {
    const MadoReferenceAnswer *answer = g_ptr_array_index (answers, i);
    MadoRegisterLook *found;

    if (!is_for (&reader, answer->map))
      continue;
    found = look (&reader, answer, error);
    if (found == NULL)
      return NULL;
    g_ptr_array_add (looks, found);
  }

  return g_steal_pointer (&looks);
}

/**
 * mado_register_look_has_item:
 * @self: what a register says
 * @item: an item
 *
 * Returns: whether the item stands in its lines
 */
gboolean
mado_register_look_has_item (const MadoRegisterLook *self, const MadoItem *item)
{
  return self->candidates->len > 0 &&
         mado_compared_lines_have (((const MadoRegisterCandidate *) g_ptr_array_index (self->candidates, 0))->lines,
                                   item);
}

/**
 * mado_register_look_dup_standing:
 * @self: what a register says
 *
 * Returns: (transfer full): where its row comes from, or why there is none
 */
char *
mado_register_look_dup_standing (const MadoRegisterLook *self)
{
  switch (self->stand) {
  case MADO_REGISTER_NOT_HERE: /* Translators: %s is the name of a register */
    return g_strdup_printf (_ ("“%s” has not been taken in on this terminal: nothing to compare with"),
                            self->map->label);
  case MADO_REGISTER_NO_KEY: /* Translators: the name of a register, and of the item by which it is looked for */
    return g_strdup_printf (_ ("Not looked for in “%s”: the application does not say %s"), self->map->label, self->key);
  case MADO_REGISTER_NOBODY: /* Translators: the name of a register, and "Number 0000000160" */
    return g_strdup_printf (_ ("“%s” has no entry for %s"), self->map->label, self->key);
  case MADO_REGISTER_FOUND:
  default: /* Translators: the name of a register, when it was taken in, and "Number 0000000160" */
    return g_strdup_printf (_ ("“%s” taken in on %s, found by %s"), self->map->label, self->taken_in, self->key);
  }
}

/**
 * mado_register_candidate_dup_title:
 * @self: a row of a register
 * @number: which of them, from 1
 * @n_candidates: of how many
 *
 * Returns: (transfer full): by what somebody chooses it
 */
char *
mado_register_candidate_dup_title (const MadoRegisterCandidate *self, guint number, guint n_candidates)
{
  guint n_different = mado_compared_lines_count (self->lines, MADO_VERDICT_DIFFERENT);

  /* Translators: "Entry 1 of 2 (row 14): 3 different" */
  return g_strdup_printf (
      ngettext ("Entry %u of %u (row %u): %u different", "Entry %u of %u (row %u): %u different", n_different), number,
      n_candidates, (guint) self->row, n_different);
}
