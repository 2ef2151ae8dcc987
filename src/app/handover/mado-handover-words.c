/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is signed is repeated in one sentence before it is. */

#include "mado-handover-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-era.h"
#include "mado-json-member.h"
#include "mado-ledger-words.h"
#include "mado-refusal.h"

typedef struct {
  const char *id;
  const char *words;
} Word;

static const Word kinds[] = {
  { "medium", N_ ("Medium") },
  { "paper", N_ ("Paper") },
  { "password_notice", N_ ("Password notice") },
  { "program", N_ ("Program") },
  { "letters", N_ ("Letters of a print shop") },
};

static const Word states[] = {
  { "made", NC_ ("hand-over", "Made") },           { "sealed", NC_ ("hand-over", "Sealed") },
  { "carried", NC_ ("hand-over", "On the way") },  { "received", NC_ ("hand-over", "Received") },
  { "stored", NC_ ("hand-over", "Stored") },       { "returned", NC_ ("hand-over", "Returned") },
  { "erased", NC_ ("hand-over", "Erased") },       { "closed", NC_ ("hand-over", "Closed") },
  { "ordered", NC_ ("hand-over", "Ordered") },     { "printed", NC_ ("hand-over", "Printed") },
  { "enclosed", NC_ ("hand-over", "Enclosed") },   { "delivered", NC_ ("hand-over", "Delivered") },
  { "inspected", NC_ ("hand-over", "Inspected") }, { "handed_back", NC_ ("hand-over", "Handed back") },
};

/* Of the track, and of an entry. */
static const Word legs[] = {
  { "make", NC_ ("track", "Make") },
  { "seal", NC_ ("track", "Seal") },
  { "carry", NC_ ("track", "Carry") },
  { "receive", NC_ ("track", "Receive") },
  { "store", NC_ ("track", "Store") },
  { "return", NC_ ("track", "Return") },
  { "erase", NC_ ("track", "Erase") },
  { "close", NC_ ("track", "Close") },
  { "correct", NC_ ("track", "Correction") },
  { "confirm", NC_ ("track", "Opened") },
  { "reach_shop", NC_ ("track", "Data out") },
  { "print", NC_ ("track", "Print") },
  { "enclose", NC_ ("track", "Enclose") },
  { "come_back", NC_ ("track", "Medium back") },
  { "deliver", NC_ ("track", "Deliver") },
  { "inspect", NC_ ("track", "Inspect") },
  { "hand_back", NC_ ("track", "Hand back") },
  { "post", NC_ ("track", "Post") },
  { "hold", NC_ ("track", "Hold") },
  { "release", NC_ ("track", "Hold lifted") },
  { "attach", NC_ ("track", "Photo or scan") },
};

static const Word acts[] = {
  { "seal", N_ ("Seal the bag") },
  { "carry", N_ ("Carry it away") },
  { "receive", N_ ("Receive it") },
  { "store", N_ ("Put it away") },
  { "return", N_ ("Give it back") },
  { "erase", N_ ("Erase it") },
  { "close", N_ ("Close the entry") },
  { "correct", N_ ("Correct an entry") },
  { "attest", N_ ("Enter what the receiver has signed") },
  { "order", N_ ("Order letters from a print shop") },
  { "print", N_ ("The envelopes are printed") },
  { "enclose", N_ ("The letters are enclosed and sealed") },
  { "deliver", N_ ("The letters are delivered") },
  { "inspect", N_ ("Inspect the delivery") },
  { "hand_back", N_ ("Hand the letters back to be posted") },
  { "post", N_ ("The letters are posted") },
  { "hold", N_ ("Hold it: nothing is erased") },
  { "release", N_ ("Lift the hold") },
  { "attach", N_ ("Attach a photo or scan") },
};

/* Translators: %1$s is a number such as P-2026-0001, %2$s what it holds, %3$s how much */
static const Word pledges[] = {
  { "seal", N_ ("I seal %1$s (%2$s, %3$s) in the bag.") },
  { "carry", N_ ("I hand %1$s (%2$s, %3$s) over to be carried to the receiver. From now on it is out, until it is back "
                 "or erased.") },
  { "receive", N_ ("I have received %1$s (%2$s, %3$s), and have counted it myself. From now on I answer for it.") },
  { "store", N_ ("I put %1$s (%2$s, %3$s) under lock.") },
  { "return",
    N_ ("I give %1$s (%2$s, %3$s) back. It stays out until the other side has counted it and closes the entry.") },
  { "erase",
    N_ ("I have erased %1$s (%2$s, %3$s). Nobody can bring it back, and the report of erasure says that it was me.") },
  { "close", N_ ("Nothing of %1$s (%2$s, %3$s) is out any more: I close the entry. Only corrections and photos can be "
                 "added then.") },
  { "order", N_ ("I order letters that are printed from %1$s (%2$s, %3$s): one for each record.") },
  { "print", N_ ("The envelopes of %1$s (%2$s, %3$s) are printed, and counted.") },
  { "enclose", N_ ("The letters of %1$s (%2$s, %3$s) are in their envelopes, sealed, and counted.") },
  { "deliver", N_ ("The letters of %1$s (%2$s, %3$s) are delivered. The medium is back.") },
  { "inspect", N_ ("I have counted the letters of %1$s (%2$s, %3$s), and looked at a sample.") },
  { "hand_back", N_ ("I hand the letters of %1$s (%2$s, %3$s) to the print shop, to be posted.") },
  { "post", N_ ("The post office has all letters of %1$s (%2$s, %3$s). The entry is closed.") },
  { "hold", N_ ("Nothing of %1$s (%2$s, %3$s) may be erased until the hold is lifted.") },
  { "release", N_ ("I lift the hold: %1$s (%2$s, %3$s) may be erased again.") },
  { "attach", N_ ("I attach this picture to the entry of %1$s (%2$s, %3$s). It stays there.") },
  { "attest", N_ ("I enter what the receiver of %1$s (%2$s, %3$s) has signed.") },
  { "correct", N_ ("I correct an entry on %1$s (%2$s, %3$s). What was signed before stays as it is.") },
};

static const char *
find (const Word *words, gsize n_words, const char *id)
{
  for (gsize i = 0; i < n_words; i++)
    if (strcmp (words[i].id, id) == 0)
      return words[i].words;

  return id;
}

/**
 * mado_handover_words_get_kind:
 * @handover: an entry
 *
 * Returns: (transfer none): what it is
 */
const char *
mado_handover_words_get_kind (const MadoEntity *handover)
{
  return _ (find (kinds, G_N_ELEMENTS (kinds), mado_json_get_text (mado_entity_get_body (handover), "kind")));
}

/**
 * mado_handover_words_get_state:
 * @state: of an entry
 *
 * Returns: (transfer none): what people call it
 */
const char *
mado_handover_words_get_state (const char *state)
{
  return g_dpgettext2 (NULL, "hand-over", find (states, G_N_ELEMENTS (states), state));
}

/**
 * mado_handover_words_get_leg:
 * @step: of a track
 *
 * Returns: (transfer none): what people call it
 */
const char *
mado_handover_words_get_leg (const char *step)
{
  return g_dpgettext2 (NULL, "track", find (legs, G_N_ELEMENTS (legs), step));
}

/**
 * mado_handover_words_get_act:
 * @handover: an entry
 * @step: that may be signed
 *
 * Returns: (transfer none): what is done
 */
const char *
mado_handover_words_get_act (const MadoEntity *handover, const char *step)
{
  if (strcmp (step, "store") == 0 && strcmp (mado_entity_get_state (handover), "stored") == 0)
    return _ ("Put it in another place");

  return _ (find (acts, G_N_ELEMENTS (acts), step));
}

/**
 * mado_handover_words_dup_title:
 * @handover: an entry
 *
 * Returns: (transfer full): its number and what it holds
 */
char *
mado_handover_words_dup_title (const MadoEntity *handover)
{
  yyjson_val *body = mado_entity_get_body (handover);

  return g_strdup_printf ("%s　%s", mado_json_get_text (body, "number"), mado_json_get_text (body, "content"));
}

/* Letters are counted as letters, one for each record; everything else by the piece. */
static char *
dup_quantity (yyjson_val *body, gboolean are_letters)
{
  gint64 media = mado_json_get_number (body, "media"), records = mado_json_get_number (body, "records");
  gint64 amount = mado_json_get_number (body, "amount");
  g_autofree char *pieces = g_strdup_printf (ngettext ("%u piece", "%u pieces", (gulong) media), (guint) media);
  g_autofree char *rows = g_strdup_printf (ngettext ("%'u record", "%'u records", (gulong) records), (guint) records);
  /* Translators: an amount of money */
  g_autofree char *yen = g_strdup_printf (_ ("%'u yen"), (guint) amount);

  if (are_letters)
    return g_strdup_printf (ngettext ("%'u letter", "%'u letters", (gulong) media), (guint) media);
  if (records == 0)
    return g_steal_pointer (&pieces);

  return amount > 0 ? g_strjoin ("・", pieces, rows, yen, NULL) : g_strjoin ("・", pieces, rows, NULL);
}

/**
 * mado_handover_words_dup_quantity:
 * @body: of an entry
 *
 * Returns: (transfer full): how much it is
 */
char *
mado_handover_words_dup_quantity (yyjson_val *body)
{
  return dup_quantity (body, strcmp (mado_json_get_text (body, "kind"), "letters") == 0);
}

/**
 * mado_handover_words_dup_moment:
 * @milliseconds: since 1970
 *
 * Returns: (transfer full): the day and the minute in Japan
 */
char *
mado_handover_words_dup_moment (gint64 milliseconds)
{
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (milliseconds / 1000);
  g_autoptr (GDateTime) moment = g_date_time_to_timezone (utc, japan);

  return g_date_time_format (moment, "%-m/%-d %H:%M");
}

/**
 * mado_handover_words_dup_day:
 * @iso: a day, or ""
 *
 * Returns: (transfer full): by its era
 */
char *
mado_handover_words_dup_day (const char *iso)
{
  MadoDate day = mado_date_from_iso (iso);

  return mado_date_is_valid (day) ? mado_era_format_short (day) : g_strdup ("");
}

/**
 * mado_handover_words_dup_obstacle:
 * @next: what may be signed next
 *
 * Returns: (transfer full): why it cannot be now, and when it can; "" where it can
 */
char *
mado_handover_words_dup_obstacle (const MadoHandoverNext *next)
{
  g_autofree char *when = next->opens > 0 ? mado_handover_words_dup_moment (next->opens + 59999) : NULL;

  if (next->obstacle == NULL)
    return g_strdup ("");
  if (when != NULL)
    /* Translators: %s is a time. Whoever finds the medium must not find its password beside it */
    return g_strdup_printf (_ ("A medium and the notice of its password never go on one occasion. This can be signed "
                               "from %s on."),
                            when);
  if (strcmp (next->obstacle, MADO_REFUSAL_MEDIUM_NOT_RECEIVED) == 0)
    return strcmp (next->step, "print") == 0
               ? g_strdup (_ ("The print shop signs for the medium first: open its entry above."))
               : g_strdup (_ ("The notice of a password leaves when its medium was received: so nobody finds both."));
  if (strcmp (next->obstacle, MADO_REFUSAL_MEDIUM_OUT) == 0)
    return g_strdup (_ ("The medium has to be back first, and its entry closed: open it above."));

  if (strcmp (next->obstacle, MADO_REFUSAL_SAME_PERSON) == 0 || strcmp (next->obstacle, MADO_REFUSAL_ROLE) == 0)
    return g_strdup (_ ("The other side signs this: nobody signs for both."));
  if (strcmp (next->obstacle, MADO_REFUSAL_RECEIVER) == 0)
    return g_strdup (_ ("The receiver who is named signs this."));

  return g_strdup (_ (mado_refusal_get_message (next->obstacle)));
}

/**
 * mado_handover_words_dup_pledge:
 * @handover: an entry
 * @step: that is signed
 *
 * Returns: (transfer full): what whoever signs says
 */
char *
mado_handover_words_dup_pledge (const MadoEntity *handover, const char *step)
{
  yyjson_val *body = mado_entity_get_body (handover);
  g_autofree char *quantity = mado_handover_words_dup_quantity (body);
  const char *text = find (pledges, G_N_ELEMENTS (pledges), step);
  g_autoptr (GString) pledge = g_string_new (_ (text));

  g_string_replace (pledge, "%1$s", mado_json_get_text (body, "number"), 0);
  g_string_replace (pledge, "%2$s", mado_json_get_text (body, "content"), 0);
  g_string_replace (pledge, "%3$s", quantity, 0);

  return g_string_free_and_steal (g_steal_pointer (&pledge));
}

static void
add_detail (GString *out, const char *label, const char *text)
{
  if (text[0] != '\0')
    g_string_append_printf (out, "%s%s %s", out->len > 0 ? "　" : "", label, text);
}

static void
add_number (GString *out, const char *label, yyjson_val *entry, const char *member)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, mado_json_get_number (entry, member));

  if (yyjson_obj_get (entry, member) != NULL)
    add_detail (out, label, number);
}

/* Of letters: what the inspection found, and where they were posted. */
static void
add_letters (GString *out, yyjson_val *entry)
{
  g_autofree char *day = mado_handover_words_dup_day (mado_json_get_text (entry, "day"));

  add_number (out, _ ("sample"), entry, "sample");
  add_number (out, _ ("faulty"), entry, "defects");
  add_number (out, _ ("taken out"), entry, "withdrawn");
  if (yyjson_obj_get (entry, "accepted") != NULL)
    g_string_append_printf (out, "　%s", mado_json_get_flag (entry, "accepted") ? _ ("accepted") : _ ("not accepted"));
  add_detail (out, _ ("post office"), mado_json_get_text (entry, "office"));
  add_detail (out, _ ("posted on"), day);
  add_detail (out, _ ("by the shop’s paper"), mado_json_get_text (entry, "paper"));
}

/**
 * mado_handover_words_dup_details:
 * @handover: an entry
 * @entry: of its track
 *
 * Returns: (transfer full): what it says beside who and when
 */
char *
mado_handover_words_dup_details (const MadoEntity *handover, yyjson_val *entry)
{
  const char *kind = mado_json_get_text (mado_entity_get_body (handover), "kind");
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *due = mado_handover_words_dup_day (mado_json_get_text (entry, "due_back"));
  g_autofree char *quantity =
      yyjson_obj_get (entry, "media") != NULL ? dup_quantity (entry, strcmp (kind, "letters") == 0) : g_strdup ("");

  if (quantity[0] != '\0')
    g_string_append (out, quantity);
  add_detail (out, _ ("bag"), mado_json_get_text (entry, "bag"));
  add_detail (out, _ ("seal"), mado_json_get_text (entry, "seal"));
  add_detail (out, _ ("carrier"), mado_json_get_text (entry, "carrier"));
  add_detail (out, _ ("receiver"), mado_json_get_text (entry, "receiver"));
  add_detail (out, _ ("due back"), due);
  add_detail (out, _ ("place"), mado_json_get_text (entry, "place"));
  add_detail (out, _ ("method"), mado_json_get_text (entry, "method"));
  add_detail (out, _ ("witness"), mado_json_get_text (entry, "witness"));
  add_letters (out, entry);
  if (strcmp (mado_json_get_text (entry, "what"), "attach") == 0)
    g_string_append_printf (out, "%s　%s", mado_json_get_text (entry, "text"), mado_json_get_text (entry, "name"));
  add_detail (out, _ ("reason"), mado_json_get_text (entry, "reason"));
  add_detail (out, _ ("entered by"), mado_json_get_text (entry, "entered_by"));

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* --- what is erased ----------------------------------------------------------------------------------------------- */

/**
 * mado_handover_words_dup_counts:
 * @cases: how many
 * @inquiries: how many
 * @notices: letters on record
 * @recoveries: sums that came back
 *
 * Returns: (transfer full): what is erased, in numbers
 */
char *
mado_handover_words_dup_counts (guint cases, guint inquiries, guint notices, guint recoveries)
{
  /* Translators: how many cases, inquiries, letters on record, sums that came back */
  return g_strdup_printf (_ ("%u cases, %u inquiries, %u letters on record, %u recoveries"), cases, inquiries, notices,
                          recoveries);
}

static guint
count_in (const MadoEntity *erasure, const char *list)
{
  return (guint) yyjson_arr_size (yyjson_obj_get (mado_entity_get_body (erasure), list));
}

/**
 * mado_handover_words_dup_erased:
 * @erasure: an erasure
 *
 * Returns: (transfer full): what it is about, in numbers
 */
char *
mado_handover_words_dup_erased (const MadoEntity *erasure)
{
  return mado_handover_words_dup_counts (count_in (erasure, "cases"), count_in (erasure, "inquiries"),
                                         count_in (erasure, "notices"), count_in (erasure, "recoveries"));
}

/**
 * mado_handover_words_add_stamp:
 * @out: where to put a line
 * @people: (element-type MadoEntity): of the register
 * @stamp: (nullable): when something was signed, and by whom; %NULL: it was not
 * @label: what was done
 */
void
mado_handover_words_add_stamp (GString *out, const GPtrArray *people, yyjson_val *stamp, const char *label)
{
  g_autofree char *at = mado_ledger_write_instant (mado_json_get_number (stamp, "at"));

  if (stamp != NULL)
    g_string_append_printf (out, "\n%s　%s　%s", label, at,
                            mado_ledger_find_person (people, mado_json_get_text (stamp, "by")));
}
