/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the columns of work lists from bodies: items, what is computed, and the facts that rules know. */

#include "mado-queue-value.h"

#include <string.h>

#include "mado-json-member.h"

static MadoQueueValue
make_number (gint64 number)
{
  return (MadoQueueValue) { .kind = MADO_QUEUE_VALUE_NUMBER, .number = number };
}

/* An empty text is nothing. */
static MadoQueueValue
make_text (const char *text, const char *reading)
{
  if (text[0] == '\0' && reading[0] == '\0')
    return (MadoQueueValue) { .kind = MADO_QUEUE_VALUE_NOTHING };

  return (MadoQueueValue) { MADO_QUEUE_VALUE_TEXT, 0, text, reading[0] != '\0' ? reading : text };
}

/* A name is an object, and so is every masked value. */
static MadoQueueValue
read_object (yyjson_val *value)
{
  if (yyjson_obj_get (value, "kanji") != NULL || yyjson_obj_get (value, "kana") != NULL)
    return make_text (mado_json_get_text (value, "kanji"), mado_json_get_text (value, "kana"));

  return make_text (mado_json_get_text (value, "text"), "");
}

static MadoQueueValue
read_value (yyjson_val *value)
{
  if (yyjson_is_str (value))
    return make_text (yyjson_get_str (value), "");
  if (yyjson_is_bool (value))
    return make_number (yyjson_is_true (value));
  if (yyjson_is_int (value))
    return make_number (yyjson_get_sint (value));

  return read_object (value);
}

/* --- deficiencies ------------------------------------------------------------------------------------------------- */

static const char *
find_transition (const MadoItem *record)
{
  static const char prefix[] = "transition ";

  return g_str_has_prefix (record->set_by, prefix) ? record->set_by + strlen (prefix) : NULL;
}

/* Mail that came back is what a transition that fills a record has opened. */
static gboolean
is_returned (const MadoProgramme *programme, const char *transition)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (strcmp (item->type, "record") == 0 && g_strcmp0 (find_transition (item), transition) == 0)
      return TRUE;
  }

  return FALSE;
}

static MadoQueueValue
count_open (const MadoProgramme *programme, yyjson_val *body, gboolean is_only_returned)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "deficiencies"));
  gint64 count = 0;

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (yyjson_obj_get (one, "closed") == NULL &&
        (!is_only_returned || is_returned (programme, mado_json_get_text (one, "by"))))
      count++;

  return make_number (count);
}

static MadoQueueValue
count_all_open (const MadoProgramme *programme, MadoQueueSubject subject)
{
  return count_open (programme, subject.body, FALSE);
}

static MadoQueueValue
count_returned (const MadoProgramme *programme, MadoQueueSubject subject)
{
  return count_open (programme, subject.body, TRUE);
}

/* Of a record the list shows why the last deficiency is open that belongs there. */
static MadoQueueValue
read_record (const MadoItem *record, yyjson_val *body)
{
  const char *transition = find_transition (record);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "deficiencies"));
  MadoQueueValue last = { .kind = MADO_QUEUE_VALUE_NOTHING };

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    const char *reason = mado_json_get_text (one, "reason");

    if (yyjson_obj_get (one, "closed") == NULL &&
        (transition == NULL || strcmp (transition, mado_json_get_text (one, "by")) == 0))
      last = make_text (reason[0] != '\0' ? reason : mado_json_get_text (one, "text"), "");
  }

  return last;
}

/* --- columns ------------------------------------------------------------------------------------------------------ */

static MadoQueueValue
read_state (G_GNUC_UNUSED const MadoProgramme *programme, MadoQueueSubject subject)
{
  return make_text (subject.state, "");
}

static MadoQueueValue
read_since (G_GNUC_UNUSED const MadoProgramme *programme, MadoQueueSubject subject)
{
  return make_text (mado_json_get_text (subject.body, "since"), "");
}

static const struct {
  const char *name;
  MadoQueueValue (*read) (const MadoProgramme *programme, MadoQueueSubject subject);
} facts[] = {
  { "state", read_state },
  { "state_since", read_since },
  { "open_deficiencies", count_all_open },
  { "returned_open", count_returned },
};

static MadoQueueValue
read_last_note (const MadoItem *notes, yyjson_val *body)
{
  yyjson_val *all = yyjson_obj_get (yyjson_obj_get (body, "notes"), notes->id);

  return make_text (mado_json_get_text (yyjson_arr_get_last (all), "text"), "");
}

static MadoQueueValue
read_item (const MadoProgramme *programme, const MadoItem *item, MadoQueueSubject subject)
{
  if (strcmp (item->type, "record") == 0)
    return read_record (item, subject.body);
  if (strcmp (item->type, "notes") == 0)
    return read_last_note (item, subject.body);
  if (strcmp (item->type, "state") == 0)
    return read_state (programme, subject);

  return read_value (yyjson_obj_get (yyjson_obj_get (subject.body, "items"), item->id));
}

/**
 * mado_queue_value_read:
 * @programme: the programme
 * @column: the id of an item or of something computed, or a fact
 * @subject: what is listed; its texts are in the value
 *
 * Returns: what the column shows
 */
MadoQueueValue
mado_queue_value_read (const MadoProgramme *programme, const char *column, MadoQueueSubject subject)
{
  const MadoItem *item = mado_section_find (programme->items, column);

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (strcmp (facts[i].name, column) == 0)
      return facts[i].read (programme, subject);
  if (item != NULL)
    return read_item (programme, item, subject);

  return read_value (yyjson_obj_get (yyjson_obj_get (subject.body, "computed"), column));
}
