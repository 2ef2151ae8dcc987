/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes, calls, letters, protection. */

#include "mado-case-event.h"

#include <string.h>

#include "mado-json-member.h"

/* How often of a thousand visits. */
#define NOTE 70
#define CALL 60
#define PROTECTION 3
#define LETTER 400
#define LETTER_RETURNED 60

static const char *
pick (const MadoCaseLife *life, const char *occasion)
{
  return mado_phrases_pick (life->office->scenery->phrases, occasion, &life->office->counter->chance);
}

/* --- on the case itself ------------------------------------------------------------------------------------------ */

static void
write_note (MadoCaseLife *life)
{
  MadoCounter *counter = life->office->counter;
  const MadoSection *items = life->office->programme->items;

  for (guint i = 0; i < mado_section_get_count (items); i++) {
    const MadoItem *item = mado_section_get (items, i);

    if (strcmp (item->type, "notes") != 0)
      continue;

    g_autoptr (GPtrArray) writers = mado_staff_list (counter->staff, item->edit, &counter->chance);
    yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
    yyjson_mut_val *body = yyjson_mut_obj (doc);

    yyjson_mut_obj_add_str (doc, body, "item", item->id);
    yyjson_mut_obj_add_str (doc, body, "text", pick (life, "note"));
    mado_case_life_do (life, "case.note", body, writers);
    yyjson_mut_doc_free (doc);
  }
}

static void
protect (MadoCaseLife *life)
{
  MadoCounter *counter = life->office->counter;
  g_autoptr (GPtrArray) who = mado_staff_list_with_duty (counter->staff, "protection", &counter->chance);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_bool (doc, body, "on", true);
  yyjson_mut_obj_add_str (doc, body, "reason", pick (life, "protection"));
  mado_case_life_do (life, "case.protect", body, who);
  yyjson_mut_doc_free (doc);
}

/* --- calls and letters ------------------------------------------------------------------------------------------- */

/* An entity beside the case, and what is done with it. */
typedef struct {
  MadoCaseLife *life;
  MadoId id;
} Matter;

/* @members: pairs of a name and a text; ends with %NULL. @duty: who has it does it. */
static gboolean
handle (Matter *matter, const char *kind, const char *const *members, const char *duty)
{
  MadoCounter *counter = matter->life->office->counter;
  g_autoptr (GPtrArray) who = mado_staff_list_with_duty (counter->staff, duty, &counter->chance);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  MadoWish wish = { kind, matter->id, body, .who = who };
  gboolean is_done;

  for (; members[0] != NULL; members += 2)
    yyjson_mut_obj_add_str (doc, body, members[0], members[1]);
  if (strcmp (kind, "inquiry.call_back_done") == 0)
    yyjson_mut_obj_add_bool (doc, body, "reached", true);
  mado_office_pass_time (matter->life->office);
  is_done = mado_counter_do (counter, &wish) != NULL;
  yyjson_mut_doc_free (doc);

  return is_done;
}

/* What was promised is mostly kept on the same day; the rest waits in the list. */
static void
follow_up (Matter *matter, const char *outcome)
{
  MadoCaseLife *life = matter->life;

  if (mado_counter_happens (life->office->counter, 300))
    return;
  if (strcmp (outcome, "call_back") == 0)
    handle (matter, "inquiry.call_back_done", (const char *[]) { "text", pick (life, "answer"), NULL }, "calls");
  if (strcmp (outcome, "ask_ward") == 0 &&
      handle (matter, "inquiry.reply", (const char *[]) { "text", pick (life, "reply"), NULL }, "receive"))
    handle (matter, "inquiry.answer", (const char *[]) { "text", pick (life, "answer"), NULL }, "calls");
}

static void
call (MadoCaseLife *life)
{
  static const char *const outcomes[] = { "answered", "answered", "answered", "call_back", "ask_ward" };
  static const char *const categories[] = { "status", "how", "change", "other" };
  MadoCounter *counter = life->office->counter;
  const MadoPersona *caller = g_ptr_array_index (life->paper->people, 0);
  const char *outcome = outcomes[mado_chance_roll (&counter->chance, G_N_ELEMENTS (outcomes))];
  const char *category = categories[mado_chance_roll (&counter->chance, G_N_ELEMENTS (categories))];
  const char *relation = pick (life, "relation"), *question = pick (life, "question"), *reply = pick (life, "answer");
  g_autofree char *due = mado_counter_dup_day_after (counter, 2);
  Matter matter = { life, mado_counter_draw_id (counter) };
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (life->id, id);

  const char *members[] = { "case",   id,         "caller_name", caller->name, "phone",  caller->phone, "relation",
                            relation, "category", category,      "question",   question, "outcome",     outcome,
                            "due",    due,        "answer",      reply,        NULL };

  if (strcmp (outcome, "answered") != 0)
    members[G_N_ELEMENTS (members) - 3] = NULL;
  if (handle (&matter, "inquiry.log", members, "calls"))
    follow_up (&matter, outcome);
}

static void
send_letter (MadoCaseLife *life, const MadoLetter *letter)
{
  MadoCounter *counter = life->office->counter;
  const MadoPersona *to = g_ptr_array_index (life->paper->people, 0);
  g_autofree char *due = mado_counter_dup_day_after (counter, 3);
  g_autofree char *today = g_strdup (mado_counter_get_today (counter));
  Matter matter = { life, mado_counter_draw_id (counter) };
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (life->id, id);

  const char *made[] = { "kind",   "letter",  "letter",      letter->id, "case", id,  "to",
                         to->name, "subject", letter->label, "due",      due,    NULL };
  const char *sent[] = { "day", today, "means", "post", NULL };
  const char *returned[] = { "day", today, "reason", "あて所に尋ねあたりません", "due", due, NULL };

  if (handle (&matter, "notice.make", made, "notices") && handle (&matter, "notice.send", sent, "notices") &&
      mado_counter_happens (counter, LETTER_RETURNED))
    handle (&matter, "notice.return", returned, "notices");
}

/**
 * mado_case_event_send_letters:
 * @life: a case
 * @transition: that was made just now
 *
 * Some of the letters that go with it are followed one by one.
 */
void
mado_case_event_send_letters (MadoCaseLife *life, const MadoTransition *transition)
{
  for (guint i = 0; i < transition->letters->len; i++) {
    const MadoLetter *letter =
        mado_section_find (life->office->programme->letters, g_ptr_array_index (transition->letters, i));

    if (letter != NULL && mado_counter_happens (life->office->counter, LETTER))
      send_letter (life, letter);
  }
}

/**
 * mado_case_event_happen:
 * @life: a case
 *
 * What happens on any day: a note, a call, an application for protection.
 */
void
mado_case_event_happen (MadoCaseLife *life)
{
  MadoCounter *counter = life->office->counter;

  if (mado_counter_happens (counter, NOTE))
    write_note (life);
  if (mado_counter_happens (counter, CALL))
    call (life);
  if (mado_counter_happens (counter, PROTECTION))
    protect (life);
}
