/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The money of a case in a few lines: what is paid, where that stands, and how the holder of the account goes together
 * with the applicant. It says what it sees; who may see how much is the projection's. */

#include "mado-case-money.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-case-right.h"
#include "mado-json-member.h"
#include "mado-name-match.h"
#include "mado-recovery-list.h"
#include "mado-recovery.h"
#include "mado-wording.h"

static const struct {
  const char *state;
  const char *label;
} states[] = {
  { MADO_RIGHT_OPEN, NC_ ("payment", "its number is missing") },
  { MADO_RIGHT_CLAIMED, NC_ ("payment", "not planned yet") },
  { MADO_RIGHT_ATTACHED, NC_ ("payment", "another application has it") },
  { MADO_RIGHT_HELD, NC_ ("payment", "waits until somebody has looked") },
  { MADO_RIGHT_ORDERED, NC_ ("payment", "planned") },
  { MADO_RIGHT_PAID, NC_ ("payment", "paid") },
  { MADO_RIGHT_FAILED, NC_ ("payment", "the transfer failed") },
  { MADO_RIGHT_RELEASED, NC_ ("payment", "given up") },
};

static const char *const matches[] = {
  [MADO_NAME_MATCH_NONE] = NC_ ("holder", "not the applicant's name: look whether it may be paid there"),
  [MADO_NAME_MATCH_EXACT] = NC_ ("holder", "the applicant"),
  [MADO_NAME_MATCH_FOLD] = NC_ ("holder", "the applicant, but for spaces and marks"),
  [MADO_NAME_MATCH_TRUNC] = NC_ ("holder", "the applicant, as far as 30 letters go"),
  [MADO_NAME_MATCH_ORDER] = NC_ ("holder", "the applicant, in another order"),
  [MADO_NAME_MATCH_LONG_VOWEL] = NC_ ("holder", "the applicant, with another long vowel: look at the passbook"),
  [MADO_NAME_MATCH_SUBSET] = NC_ ("holder", "a part is the same: look at the passbook"),
  [MADO_NAME_MATCH_LEGAL] = NC_ ("holder", "no person: look whether it may be paid there"),
  [MADO_NAME_MATCH_FAMILY] = NC_ ("holder", "the family name alone is the same: look at the passbook"),
  [MADO_NAME_MATCH_GIVEN] = NC_ ("holder", "the given name alone is the same: look at the passbook"),
};

static void
add_line (GPtrArray *lines, const MadoItem *item, const char *label, char *text)
{
  MadoCaseLine *line = g_new0 (MadoCaseLine, 1);

  *line = (MadoCaseLine) { item, g_strdup (label), text, MADO_CASE_LINE_PLAIN };
  g_ptr_array_add (lines, line);
}

/* --- what is paid ------------------------------------------------------------------------------------------------- */

static const char *
name_state (const char *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].state, state) == 0)
      return g_dpgettext2 (NULL, "payment", states[i].label);

  return "";
}

/* When it came to where it stands, as far as that is known. */
static char *
write_moment (yyjson_val *right)
{
  gint64 at = mado_json_get_number (yyjson_obj_get (right, mado_json_get_text (right, "state")), "at");

  return at > 0 ? mado_wording_write_moment (at) : g_strdup ("");
}

static void
add_right (GPtrArray *lines, const MadoProgramme *programme, yyjson_val *right)
{
  const MadoRight *kind = mado_section_find (programme->rights, mado_json_get_text (right, "right"));
  gint64 yen = mado_json_get_number (right, "amount");
  g_autofree char *amount = yen > 0 ? mado_wording_write_yen (yen) : NULL;
  g_autofree char *moment = write_moment (right);
  const char *state = name_state (mado_json_get_text (right, "state"));

  add_line (lines, NULL, kind != NULL ? kind->label : "",
            g_strdup_printf ("%s%s%s%s%s", amount != NULL ? amount : "", amount != NULL ? "　" : "", state,
                             moment[0] != '\0' ? "　" : "", moment));
}

/* --- what was paid before ----------------------------------------------------------------------------------------- */

/* Why nothing is paid for the right here, in one sentence. */
static void
add_earlier (GPtrArray *lines, yyjson_val *earlier)
{
  gint64 yen = mado_json_get_number (earlier, "amount");
  g_autofree char *amount = yen > 0 ? mado_wording_write_yen (yen) : g_strdup ("");
  g_autofree char *date = mado_wording_write_day (mado_json_get_text (earlier, "day"));

  add_line (lines, NULL, C_ ("payment", "Paid before"),
            /* Translators: the name of a programme; a day; an amount */
            g_strdup_printf (_ ("%s paid it on %s: %s. It is not paid again here."),
                             mado_json_get_text (earlier, "programme"), date, amount));
}

static void
add_told (GPtrArray *lines, yyjson_val *rights)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (rights);

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (yyjson_obj_get (right, "earlier") != NULL)
      add_earlier (lines, yyjson_obj_get (right, "earlier"));
}

/* --- what comes back ---------------------------------------------------------------------------------------------- */

/**
 * mado_case_money_write_recovery:
 * @recovery: money that comes back: why, how much, and what came
 * @state: where it stands
 *
 * Returns: (transfer full) (nullable): that in a sentence; %NULL: it does not come back
 */
char *
mado_case_money_write_recovery (yyjson_val *recovery, const char *state)
{
  gint64 asked = mado_json_get_number (recovery, "amount"), came = mado_json_get_number (recovery, "returned");
  g_autofree char *amount = mado_wording_write_yen (asked), *returned = mado_wording_write_yen (came),
                  *open = mado_wording_write_yen (asked - came);
  const char *why = _ (mado_recovery_cause_get_label (mado_json_get_text (recovery, "why")));

  if (strcmp (state, MADO_RECOVERY_ASKED) == 0)
    /* Translators: an amount; why it is to come back */
    return g_strdup_printf (_ ("%s is asked back (%s), and waits for approval"), amount, why);
  if (strcmp (state, MADO_RECOVERY_OPEN) == 0)
    /* Translators: an amount; why it is to come back; how much came; how much is open */
    return g_strdup_printf (_ ("%s is asked back (%s): %s came, %s is open"), amount, why, returned, open);
  if (strcmp (state, MADO_RECOVERY_SETTLED) == 0)
    /* Translators: an amount; why it came back */
    return g_strdup_printf (_ ("%s came back (%s)"), amount, why);
  if (strcmp (state, MADO_RECOVERY_WAIVED) == 0)
    /* Translators: how much came; how much was given up */
    return g_strdup_printf (_ ("%s came back, %s was given up"), returned, open);

  return NULL;
}

static void
add_recoveries (GPtrArray *lines, yyjson_val *recoveries)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (recoveries);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    char *text = mado_json_get_number (one, "amount") > 0
                     ? mado_case_money_write_recovery (one, mado_json_get_text (one, "state"))
                     : NULL;

    if (text != NULL)
      add_line (lines, NULL, C_ ("payment", "Coming back"), text);
  }
}

/* --- to whom ------------------------------------------------------------------------------------------------------ */

static const MadoItem *
find_item (const MadoProgramme *programme, const char *type)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (!item->is_of_list && strcmp (item->type, type) == 0)
      return item;
  }

  return NULL;
}

static void
add_holder (GPtrArray *lines, const MadoProgramme *programme, yyjson_val *items)
{
  const MadoItem *account = find_item (programme, "account"), *name = find_item (programme, "name");
  yyjson_val *paid_to = account != NULL ? yyjson_obj_get (items, account->id) : NULL;
  yyjson_val *applicant = name != NULL ? yyjson_obj_get (items, name->id) : NULL;
  const char *holder = mado_json_get_text (paid_to, "holder"), *kana = mado_json_get_text (applicant, "kana");

  if (holder[0] == '\0' || kana[0] == '\0' || mado_wording_is_masked (paid_to) || mado_wording_is_masked (applicant))
    return;
  add_line (lines, account, _ ("Holder of the account"),
            g_strdup (g_dpgettext2 (NULL, "holder", matches[mado_name_match (kana, holder)])));
}

static void
free_line (gpointer data)
{
  MadoCaseLine *line = data;

  g_free (line->label);
  g_free (line->text);
  g_free (line);
}

/**
 * mado_case_money_read:
 * @programme: the programme of the case
 * @entity: a case, cut to what somebody may see
 *
 * Returns: (transfer full) (nullable): its money; %NULL: there is none, or none that they may see
 */
MadoCaseSection *
mado_case_money_read (const MadoProgramme *programme, const MadoEntity *entity)
{
  yyjson_val *body = mado_entity_get_body (entity);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);
  MadoCaseSection *section;

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    add_right (lines, programme, right);
  add_told (lines, yyjson_obj_get (body, "rights"));
  add_recoveries (lines, yyjson_obj_get (body, "recoveries"));
  add_holder (lines, programme, yyjson_obj_get (body, "items"));
  if (lines->len == 0)
    return NULL;
  section = g_new0 (MadoCaseSection, 1);
  section->label = g_strdup (_ ("Payments of this case"));
  section->lines = g_steal_pointer (&lines);

  return section;
}
