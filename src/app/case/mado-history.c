/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gathers the stamps that are all over the body of a case, and those of what is about it, and puts them in the order of
 * time. */

#include "mado-history.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-case-covered.h"
#include "mado-case-deficiency.h"
#include "mado-inquiry-words.h"
#include "mado-inquiry.h"
#include "mado-journal.h"
#include "mado-json-member.h"
#include "mado-notice.h"
#include "mado-refusal.h"
#include "mado-wording.h"

typedef struct {
  const MadoProgramme *programme;
  yyjson_val *body;
  GPtrArray *events;
} History;

static void
free_event (gpointer data)
{
  MadoHistoryEvent *event = data;

  g_free (event->by);
  g_free (event->what);
  g_free (event->detail);
  g_free (event);
}

static MadoHistoryEvent *
add_event (GPtrArray *events, gint64 at, const char *by, const char *what, const char *detail)
{
  MadoHistoryEvent *event = g_new0 (MadoHistoryEvent, 1);

  event->at = at;
  event->by = g_strdup (by);
  event->what = g_strdup (what);
  event->detail = g_strdup (detail);
  g_ptr_array_add (events, event);

  return event;
}

/* Nothing is added for a stamp that is not there. */
static void
add_stamp (const History *self, yyjson_val *stamp, const char *what, const char *detail)
{
  if (yyjson_get_type (stamp) == YYJSON_TYPE_OBJ && what != NULL)
    add_event (self->events, mado_json_get_number (stamp, "at"), mado_json_get_text (stamp, "by"), what, detail);
}

static const char *
get_transition_label (const MadoProgramme *programme, const char *id)
{
  const MadoTransition *transition = mado_section_find (programme->transitions, id);

  return transition != NULL ? transition->label : NULL;
}

/* --- the parts of a body ------------------------------------------------------------------------------------------ */

/* What opened a deficiency is told with that. */
static gboolean
has_deficiency (const History *self, const char *transition, gint64 at)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (self->body, "deficiencies"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (one, "by"), transition) == 0 &&
        mado_json_get_number (yyjson_obj_get (one, "opened"), "at") == at)
      return TRUE;

  return FALSE;
}

static void
add_transitions (const History *self)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (self->body, "done"));

  for (yyjson_val *key = yyjson_obj_iter_next (&iter); key != NULL; key = yyjson_obj_iter_next (&iter)) {
    yyjson_val *stamp = yyjson_obj_iter_get_val (key);
    const char *transition = yyjson_get_str (key);

    if (!has_deficiency (self, transition, mado_json_get_number (stamp, "at")))
      add_stamp (self, stamp, get_transition_label (self->programme, transition), mado_json_get_text (stamp, "reason"));
  }
}

static const char *
name_telling (const char *tell)
{
  if (strcmp (tell, MADO_TELL_LETTER) == 0)
    return _ ("By letter");

  return strcmp (tell, MADO_TELL_PHONE) == 0 ? _ ("By telephone") : "";
}

static char *
write_deficiency (yyjson_val *deficiency)
{
  g_autofree char *what =
      mado_wording_join (mado_json_get_text (deficiency, "reason"), mado_json_get_text (deficiency, "text"));

  return mado_wording_join (what, name_telling (mado_json_get_text (deficiency, "tell")));
}

static void
add_deficiencies (const History *self)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (self->body, "deficiencies"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    const char *label = get_transition_label (self->programme, mado_json_get_text (one, "by"));
    g_autofree char *detail = write_deficiency (one);

    add_stamp (self, yyjson_obj_get (one, "opened"), label != NULL ? label : _ ("A deficiency was found"), detail);
    add_stamp (self, yyjson_obj_get (one, "closed"), _ ("The deficiency was resolved"),
               mado_json_get_text (one, "reason"));
  }
}

static void
add_checks (const History *self)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (self->body, "seen"));

  for (yyjson_val *key = yyjson_obj_iter_next (&iter); key != NULL; key = yyjson_obj_iter_next (&iter)) {
    const MadoVisualCheck *check = mado_section_find (self->programme->visual_checks, yyjson_get_str (key));

    if (check != NULL)
      add_stamp (self, yyjson_obj_iter_get_val (key), _ ("Checked by eye"), check->label);
  }
}

static void
add_notes (const History *self)
{
  yyjson_obj_iter items = yyjson_obj_iter_with (yyjson_obj_get (self->body, "notes"));

  for (yyjson_val *key = yyjson_obj_iter_next (&items); key != NULL; key = yyjson_obj_iter_next (&items)) {
    const MadoItem *item = mado_section_find (self->programme->items, yyjson_get_str (key));
    yyjson_arr_iter notes = yyjson_arr_iter_with (yyjson_obj_iter_get_val (key));

    for (yyjson_val *note = yyjson_arr_iter_next (&notes); note != NULL; note = yyjson_arr_iter_next (&notes))
      add_stamp (self, note, item != NULL ? item->label : NULL, mado_json_get_text (note, "text"));
  }
}

static void
add_letters (const History *self)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (self->body, "letters"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    const MadoLetter *letter = mado_section_find (self->programme->letters, mado_json_get_text (one, "letter"));

    if (letter != NULL)
      add_stamp (self, one, _ ("A letter was asked for"), letter->label);
  }
}

/* What was entered is nobody's business here; that somebody has entered it is. */
static void
add_entries (const History *self)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (self->body, "entries"));

  for (yyjson_val *key = yyjson_obj_iter_next (&iter); key != NULL; key = yyjson_obj_iter_next (&iter)) {
    const MadoItem *item = mado_section_find (self->programme->items, yyjson_get_str (key));
    yyjson_val *entry = yyjson_obj_iter_get_val (key);
    const char *label = item != NULL ? item->label : "";

    add_stamp (self, yyjson_obj_get (entry, "first"), _ ("Entered, first time"), label);
    add_stamp (self, yyjson_obj_get (entry, "second"), _ ("Entered, second time"), label);
    add_stamp (self, yyjson_obj_get (entry, "agreed"), _ ("Both entries agreed"), label);
  }
}

static void
add_rights (const History *self)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (self->body, "rights"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    const MadoRight *right = mado_section_find (self->programme->rights, mado_json_get_text (one, "right"));
    gint64 yen = mado_json_get_number (one, "amount");
    g_autofree char *amount = yen != 0 ? mado_wording_write_yen (yen) : g_strdup ("");
    g_autofree char *detail = mado_wording_join (right != NULL ? right->label : "", amount);

    add_stamp (self, yyjson_obj_get (one, "ordered"), _ ("Payment was ordered"), detail);
    add_stamp (self, yyjson_obj_get (one, "paid"), _ ("Paid"), detail);
    add_stamp (self, yyjson_obj_get (one, "failed"), _ ("The transfer failed"), detail);
  }
}

static void
add_corrections (const History *self)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (self->body, "corrections"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    const MadoItem *item = mado_section_find (self->programme->items, mado_json_get_text (one, "item"));
    g_autofree char *was = item != NULL ? mado_wording_write_value (item, yyjson_obj_get (one, "was")) : NULL;
    g_autofree char *now = item != NULL ? mado_wording_write_value (item, yyjson_obj_get (one, "now")) : NULL;
    const char *asked =
        strcmp (mado_json_get_text (one, "asked"), "slip") == 0 ? _ ("a slip") : _ ("asked for by the applicant");
    /* Translators: an item, what stood there, what stands there now, and who wanted it so */
    g_autofree char *change = g_strdup_printf (_ ("%s: %s → %s (%s)"), item != NULL ? item->label : "",
                                               was != NULL ? was : "—", now != NULL ? now : "—", asked);
    g_autofree char *detail = mado_wording_join (change, mado_json_get_text (one, "reason"));

    add_stamp (self, one, _ ("Corrected"), detail);
  }
}

static void
add_covered (const History *self)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (self->body, MADO_CASE_COVERED));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    const MadoItem *item = mado_section_find (self->programme->items, mado_json_get_text (one, "item"));

    add_stamp (self, one, _ ("A place of a paper was covered for good"), item != NULL ? item->label : "");
  }
}

static void
add_apart (const History *self)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (self->body, "apart"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    add_stamp (self, one, _ ("Told apart from another application: not the same person"),
               mado_json_get_text (one, "reason"));
}

/* --- what is about it --------------------------------------------------------------------------------------------- */

static void
add_call (const History *self, yyjson_val *body)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "thread"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    /* Translators: %s is what was done with somebody's call, "Answered" */
    g_autofree char *what =
        g_strdup_printf (_ ("Inquiry: %s"), mado_inquiry_words_get_entry (mado_json_get_text (one, "what")));
    const char *text = mado_json_get_text (one, "text");

    add_stamp (self, one, what, text[0] != '\0' ? text : mado_json_get_text (one, "reason"));
  }
}

/* That it was made is said by the case. */
static const struct {
  const char *what, *label;
} ways[] = {
  { "sent", N_ ("A letter was sent") },
  { "delivered", N_ ("A letter was delivered") },
  { "acknowledged", N_ ("A letter was acknowledged") },
  { "returned", N_ ("A letter came back") },
  { "closed", N_ ("A letter was closed") },
};

static void
add_step (const History *self, yyjson_val *step, const char *subject)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (strcmp (mado_json_get_text (step, "what"), ways[i].what) == 0) {
      g_autofree char *detail = mado_wording_join (subject, mado_json_get_text (step, "reason"));

      add_stamp (self, step, _ (ways[i].label), detail);
    }
}

static void
add_letter_ways (const History *self, yyjson_val *body)
{
  const MadoLetter *letter = mado_section_find (self->programme->letters, mado_json_get_text (body, "letter"));
  const char *subject = letter != NULL ? letter->label : mado_json_get_text (body, "subject");
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "way"));

  for (yyjson_val *step = yyjson_arr_iter_next (&iter); step != NULL; step = yyjson_arr_iter_next (&iter))
    add_step (self, step, subject);
}

static void
add_about (const History *self, const GPtrArray *about)
{
  for (guint i = 0; i < about->len; i++) {
    const MadoEntity *entity = g_ptr_array_index (about, i);

    if (strcmp (mado_entity_get_kind (entity), mado_inquiry_kind.name) == 0)
      add_call (self, mado_entity_get_body (entity));
    else if (strcmp (mado_entity_get_kind (entity), mado_notice_kind.name) == 0)
      add_letter_ways (self, mado_entity_get_body (entity));
  }
}

/* --- what was done here ------------------------------------------------------------------------------------------- */

/**
 * mado_history_is_on_its_way:
 * @entry: something that was done here
 *
 * Returns: whether the log of the service does not have it yet
 */
gboolean
mado_history_is_on_its_way (const MadoJournalEntry *entry)
{
  return entry->state == MADO_JOURNAL_SAVED || entry->state == MADO_JOURNAL_RECEIVED;
}

/* An operation stamps everything that it does with its own moment. */
static void
mark_waiting (const History *self, gint64 at)
{
  for (guint i = 0; i < self->events->len; i++) {
    MadoHistoryEvent *event = g_ptr_array_index (self->events, i);

    if (event->at == at)
      event->stand = MADO_HISTORY_WAITING;
  }
}

static void
add_refused (const History *self, const MadoJournalEntry *entry, gint64 at)
{
  const char *reason = entry->code != NULL ? _ (mado_refusal_get_message (entry->code)) : "";

  add_event (self->events, at, "", _ ("Something done here was refused"), reason)->stand = MADO_HISTORY_REFUSED;
}

static void
add_journal (const History *self, const GPtrArray *journal)
{
  for (guint i = 0; i < journal->len; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (journal, i);
    gint64 at = entry->at.microseconds / 1000;

    if (mado_history_is_on_its_way (entry) && entry->code == NULL)
      mark_waiting (self, at);
    if (entry->state == MADO_JOURNAL_REFUSED || (mado_history_is_on_its_way (entry) && entry->code != NULL))
      add_refused (self, entry, at);
  }
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const MadoHistoryEvent *first = *(MadoHistoryEvent *const *) a, *second = *(MadoHistoryEvent *const *) b;

  return (first->at < second->at) - (first->at > second->at);
}

/**
 * mado_history_read:
 * @programme: the programme of the case
 * @entity: a case, cut to what somebody may see
 * @about: (element-type MadoEntity): calls and letters about it, cut to the same
 * @journal: (element-type MadoJournalEntry): what was done with it here
 *
 * Returns: (transfer full) (element-type MadoHistoryEvent): the latest first
 */
GPtrArray *
mado_history_read (const MadoProgramme *programme,
                   const MadoEntity *entity,
                   const GPtrArray *about,
                   const GPtrArray *journal)
{
  static void (*const parts[]) (const History *self) = {
    add_transitions, add_deficiencies, add_checks,      add_notes,   add_letters,
    add_entries,     add_rights,       add_corrections, add_covered, add_apart,
  };
  const History history = { programme, mado_entity_get_body (entity), g_ptr_array_new_with_free_func (free_event) };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    parts[i](&history);
  add_about (&history, about);
  add_journal (&history, journal);
  g_ptr_array_sort (history.events, compare_events);

  return history.events;
}
