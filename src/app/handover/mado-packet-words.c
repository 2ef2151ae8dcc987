/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each sentence says what somebody can do about it. A finding is told by how many cases it has, never by a case. */

#include "mado-packet-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-advice.h"
#include "mado-handover-error.h"
#include "mado-packet-error.h"
#include "mado-packet-table.h"

static const char *const stages[] = {
  [MADO_MAKING_GATHERED] = N_ ("The cases are chosen"),
  [MADO_MAKING_NOTED] = N_ ("Writing it on the medium"),
  [MADO_MAKING_WRITTEN] = N_ ("It was read back from the medium, and is the same"),
  [MADO_MAKING_NOTICE] = N_ ("Signing the entries"),
  [MADO_MAKING_ENTERED] = N_ ("The entries are signed"),
  [MADO_MAKING_NAMED] = N_ ("The packet has its name"),
  [MADO_MAKING_PUBLISHED] = N_ ("The notice of the password has its name"),
  [MADO_MAKING_DONE] = N_ ("Done"),
};

/* Translators: behind each stands how many cases it is about */
static const struct {
  const char *code;
  const char *words;
} findings_words[] = {
  { MADO_PACKET_FINDING_PROTECTED, N_ ("Left empty, because it would tell where a protected person lives") },
  { MADO_PACKET_FINDING_CUT, N_ ("Not all of the case is on this terminal: make the packet where it is") },
  { MADO_PACKET_FINDING_CHARSET, N_ ("The file cannot hold one of the characters of a case") },
  { MADO_PACKET_FINDING_VALUE, N_ ("A value is not of its kind") },
  { MADO_PACKET_FINDING_WHEN, N_ ("Whether the case belongs to it cannot be judged") },
  { MADO_PACKET_FINDING_NO_RIGHT, N_ ("Nothing of the case is ordered to be paid") },
};

static const struct {
  MadoPacketError code;
  const char *words;
} faults[] = {
  { MADO_PACKET_ERROR_PROGRAMME, N_ ("The programme makes no such packet for this receiver.") },
  { MADO_PACKET_ERROR_CONTENT, N_ ("There is nothing that can go, or something must not go.") },
  { MADO_PACKET_ERROR_TOO_LARGE, N_ ("It is more than one packet may hold: choose fewer cases.") },
  { MADO_PACKET_ERROR_PASSWORD, N_ ("The password is wrong. Nothing was made.") },
  { MADO_PACKET_ERROR_READ_BACK,
    N_ ("The medium gave back something else than was written on it. Nothing was made: take another medium.") },
  { MADO_PACKET_ERROR_FULL, N_ ("The medium has no room. Nothing was made: take another medium.") },
  { MADO_PACKET_ERROR_EXISTS, N_ ("A file of that name lies there already. Nothing was made.") },
  { MADO_PACKET_ERROR_MISSING, N_ ("There is no such folder: is the medium in? Nothing was made.") },
  { MADO_PACKET_ERROR_READ_ONLY, N_ ("The medium cannot be written. Nothing was made.") },
  { MADO_PACKET_ERROR_MEDIUM, N_ ("The medium was pulled, or is broken. Nothing readable is on it.") },
  { MADO_PACKET_ERROR_COUNT,
    N_ ("What leaves has changed since it was counted. Nothing was made: read the sentence again.") },
  { MADO_PACKET_ERROR_FORMAT, N_ ("This file is nothing that a receiver has signed.") },
};

/**
 * mado_packet_words_get_stage:
 * @stage: of a making
 *
 * Returns: (transfer none): how far it is
 */
const char *
mado_packet_words_get_stage (MadoMakingStage stage)
{
  return _ (stages[stage]);
}

static char *
dup_quantity (const MadoPacketCount *count)
{
  g_autofree char *people =
      g_strdup_printf (ngettext ("%'u person", "%'u persons", (gulong) count->cases), count->cases);
  g_autofree char *rows =
      g_strdup_printf (ngettext ("%'u record", "%'u records", (gulong) count->records), (guint) count->records);
  /* Translators: an amount of money */
  g_autofree char *yen = g_strdup_printf (_ ("%'u yen"), (guint) count->amount);

  return count->amount > 0 ? g_strjoin ("・", people, rows, yen, NULL) : g_strjoin ("・", people, rows, NULL);
}

/**
 * mado_packet_words_dup_pledge:
 * @pledge: what leaves
 *
 * Returns: (transfer full): what is signed when it is made, and what cannot be undone then
 */
char *
mado_packet_words_dup_pledge (const MadoPacketPledge *pledge)
{
  const char *number = pledge->number[0] != '\0' ? pledge->number : "…";
  g_autofree char *quantity = dup_quantity (&pledge->count);
  g_autofree char *items =
      g_strdup_printf (ngettext ("%u item of each", "%u items of each", pledge->n_items), pledge->n_items);
  g_autofree char *what = pledge->n_items > 0 ? g_strjoin ("・", quantity, items, NULL) : g_strdup (quantity);

  /* Translators: what leaves, how much (persons, records, yen, items), the number of the medium, the receiver */
  return g_strdup_printf (
      _ ("%s (%s) leaves encrypted on %s, for %s. Making it signs for the medium and for the notice "
         "of its password. That cannot be taken back: a packet that is wrong is erased, signed for, "
         "and made anew under another number."),
      pledge->content, what, number, pledge->receiver);
}

static guint
count_findings (const MadoFindings *findings, const char *code)
{
  guint count = 0;

  for (guint i = 0; i < mado_findings_get_count (findings); i++)
    count += strcmp (mado_findings_get (findings, i)->code, code) == 0 ? 1 : 0;

  return count;
}

/**
 * mado_packet_words_dup_findings:
 * @findings: of a making
 *
 * Returns: (transfer full): a line each; "" where nothing is odd
 */
char *
mado_packet_words_dup_findings (const MadoFindings *findings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (findings_words); i++) {
    guint count = count_findings (findings, findings_words[i].code);

    if (count > 0)
      /* Translators: what is odd, and how often */
      g_string_append_printf (text, _ ("%s%s: %u"), text->len > 0 ? "\n" : "", _ (findings_words[i].words), count);
  }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
write_refusal (const GError *error)
{
  g_autoptr (MadoRefusal) refusal = mado_handover_error_dup_refusal (error);

  if (g_error_matches (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_KEY))
    return g_strdup (_ ("You have no signing key at this terminal. Make one: “My Signing Key…” in the main menu."));
  if (g_error_matches (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_EARLIER))
    return g_strdup (
        _ ("The password is right, but your signing key still opens with an earlier one. Lock it anew: “My "
           "Signing Key…” in the main menu."));
  if (g_error_matches (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_BESIDE))
    return g_strdup (_ ("The notice of the password would lie beside what it opens. Choose another folder for it."));
  if (g_error_matches (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_UNFINISHED))
    return g_strdup (_ ("A packet was begun on a medium that is out. Put that medium in first."));
  if (refusal != NULL && strcmp (refusal->code, MADO_REFUSAL_EXISTS) == 0)
    return g_strdup (_ ("This number is in use: each medium has a number of its own."));
  if (refusal != NULL && strcmp (refusal->code, MADO_REFUSAL_VALUE) == 0)
    return g_strdup (_ ("A number is made of capital letters, digits and dashes."));

  return refusal != NULL ? g_strdup (_ (mado_refusal_get_message (refusal->code))) : NULL;
}

/**
 * mado_packet_words_dup_error:
 * @error: of a making, or of entering what a receiver has signed
 *
 * Returns: (transfer full): why not, and what to do
 */
char *
mado_packet_words_dup_error (const GError *error)
{
  MadoAdvice advice;

  if (error->domain == MADO_HANDOVER_ERROR) {
    char *refusal = write_refusal (error);

    if (refusal != NULL)
      return refusal;
  }
  for (gsize i = 0; error->domain == MADO_PACKET_ERROR && i < G_N_ELEMENTS (faults); i++)
    if ((int) faults[i].code == error->code)
      return g_strdup (_ (faults[i].words));
  advice = mado_advice_find (error);

  return g_strdup (_ (advice.title));
}
