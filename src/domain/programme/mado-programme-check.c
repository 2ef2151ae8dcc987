/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds a programme against itself: people, items and who may see them, rights; the parts of a check that have a file
 * of their own follow. */

#include "mado-programme-check.h"

#include <string.h>

#include "mado-account-part.h"
#include "mado-date.h"
#include "mado-fiscal-year.h"
#include "mado-my-number.h"
#include "mado-programme-names.h"
#include "mado-receipt.h"

#define REPORT MADO_PROGRAMME_REPORT

/* --- audiences -----------------------------------------------------------------------------------------------------
 */

/* An audience may name those that stand before it, so that none can lead back to itself. */
static void
check_audiences (const MadoProgramme *self, GPtrArray *faults)
{
  g_autoptr (GHashTable) before = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < mado_section_get_count (self->audiences); i++) {
    const MadoAudience *audience = mado_section_get (self->audiences, i);

    if (mado_section_find (self->roles, audience->id) != NULL)
      REPORT (audience->id, "E_ID_TWICE", "There is a role \"%s\"; an audience needs another id", audience->id);
    for (guint j = 0; j < audience->names->len; j++)
      if (!g_hash_table_contains (before, g_ptr_array_index (audience->names, j)))
        mado_programme_check_name (self, self->roles, "role, or audience before this one,",
                                   g_ptr_array_index (audience->names, j), faults);
    g_hash_table_add (before, (gpointer) audience->id);
  }
}

/* --- names in rules ----------------------------------------------------------------------------------------------- */

static void
claim_rule_names (const MadoProgramme *self, const MadoSection *section, GHashTable *taken, GPtrArray *faults)
{
  static const char *const facts[] = {
    "today", "day", "state", "state_since", "open_deficiencies", "returned_open", "account_agreed", NULL
  };

  for (guint i = 0; i < mado_section_get_count (section); i++) {
    const char *id = *(const char *const *) mado_section_get (section, i);

    if (g_strv_contains (facts, id) || g_str_has_prefix (id, "seen_"))
      REPORT (id, "E_ID_RESERVED", "\"%s\" is a fact that rules know; choose another id", id);
    else if (!g_hash_table_add (taken, (gpointer) id))
      REPORT (id, "E_ID_TWICE", "Rules know something else as \"%s\"; choose another id", id);
  }
}

/* Rules know an account by its parts. */
static void
claim_account_names (const MadoProgramme *self, GHashTable *taken, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->items); i++) {
    const MadoItem *item = mado_section_get (self->items, i);

    for (const MadoAccountPart *part = mado_account_part_get_all ();
         strcmp (item->type, "account") == 0 && part->name != NULL; part++) {
      g_autofree char *name = g_strconcat (item->id, "_", part->name, NULL);
      const char *other = g_hash_table_lookup (taken, name);

      if (other != NULL)
        REPORT (other, "E_ID_TWICE", "Rules know a part of the account \"%s\" as \"%s\"; choose another id", item->id,
                name);
    }
  }
}

static void
check_rule_names (const MadoProgramme *self, GPtrArray *faults)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  claim_rule_names (self, self->items, taken, faults);
  claim_rule_names (self, self->computed, taken, faults);
  claim_rule_names (self, self->totals, taken, faults);
  claim_rule_names (self, self->lists, taken, faults);
  for (guint i = 0; i < mado_section_get_count (self->lists); i++)
    claim_rule_names (self, ((const MadoItemGroup *) mado_section_get (self->lists, i))->computed, taken, faults);
  claim_account_names (self, taken, faults);
}

/* --- duties ------------------------------------------------------------------------------------------------------- */

static void
check_duties (const MadoProgramme *self, GPtrArray *faults)
{
  static const char *const duties[] = { "calls",      "handover",   "receive", "oversee",   "plan",
                                        "approve",    "notices",    "people",  "incidents", "protection",
                                        "adjudicate", "duplicates", "answers", NULL };

  for (guint i = 0; i < mado_section_get_count (self->duties); i++) {
    const MadoDuty *duty = mado_section_get (self->duties, i);

    if (!g_strv_contains (duties, duty->id))
      REPORT (duty->id, "E_NAME_UNKNOWN", "There is no duty \"%s\"", duty->id);
    mado_programme_check_roles (self, duty->names, faults);
  }
}

/* --- sites -------------------------------------------------------------------------------------------------------- */

static gboolean
is_clock (const char *text)
{
  return strlen (text) == 5 && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) && text[2] == ':' &&
         g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4]) && strncmp (text, "24", 2) < 0 && text[3] < '6';
}

/* Whoever belonged to two places could work at neither. */
static void
check_sites (const MadoProgramme *self, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->sites); i++) {
    const MadoSite *site = mado_section_get (self->sites, i);

    mado_programme_check_roles (self, site->names, faults);
    if (site->closes[0] != '\0' && !is_clock (site->closes))
      REPORT (site->closes, "E_RANGE", "\"%s\" is no time of the day as in \"17:15\"", site->closes);
    for (guint j = 0; j < site->roles->len; j++)
      if (mado_programme_find_site (self, g_ptr_array_index (site->roles, j)) != site)
        REPORT (site->id, "E_ID_TWICE", "\"%s\" belongs to another site already",
                (const char *) g_ptr_array_index (site->roles, j));
  }
}

/* --- tallies ------------------------------------------------------------------------------------------------------ */

static gboolean
has_form (const MadoProgramme *self, const char *form)
{
  for (guint i = 0; i < mado_section_get_count (self->form_maps); i++) {
    const MadoFormMap *map = mado_section_get (self->form_maps, i);

    if (strcmp (form, map->form[0] != '\0' ? map->form : map->id) == 0)
      return TRUE;
  }

  return strcmp (form, MADO_RECEIPT_PAPER) == 0;
}

/* Whatever is not named would be counted as none. */
static void
check_tallies (const MadoProgramme *self, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->tallies); i++) {
    const MadoFormTally *tally = mado_section_get (self->tallies, i);

    for (guint j = 0; j < tally->forms->len; j++)
      if (!has_form (self, g_ptr_array_index (tally->forms, j)))
        REPORT (g_ptr_array_index (tally->forms, j), "E_NAME_UNKNOWN", "There is no form \"%s\" in the column maps",
                (const char *) g_ptr_array_index (tally->forms, j));
  }
}

/* --- items -------------------------------------------------------------------------------------------------------- */

static void
check_set_by (const MadoProgramme *self, const MadoItem *item, GPtrArray *faults)
{
  const struct {
    const char *word;
    const MadoSection *section; /* of what follows the word */
  } setters[] = {
    { "right", NULL },
    { "rule", NULL },
    { "state", NULL },
    { "deficiency", NULL },
    { "count ", self->transitions },
    { "letter ", self->letters },
    { "packet ", self->packets },
    { "transition ", self->transitions },
  };

  if (item->set_by[0] == '\0')
    return;
  if (item->edit->len > 0)
    REPORT (item->set_by, "E_SET_AND_EDITED", "\"%s\" is filled by itself; nobody may edit it", item->id);
  for (gsize i = 0; i < G_N_ELEMENTS (setters); i++) {
    const MadoSection *section = setters[i].section;

    if (section == NULL ? strcmp (item->set_by, setters[i].word) == 0
                        : g_str_has_prefix (item->set_by, setters[i].word) &&
                              mado_section_find (section, item->set_by + strlen (setters[i].word)) != NULL)
      return;
  }
  REPORT (item->set_by, "E_NAME_UNKNOWN", "\"%s\" is nothing that fills an item", item->set_by);
}

/* A rule keeps a plain value, and then no one else does. */
static void
check_kept (const MadoProgramme *self, const MadoItem *item, GPtrArray *faults)
{
  static const char *const types[] = { "number", "yen", "choice", "text", "date", "yesno", NULL };
  gboolean is_set_by_rule = strcmp (item->set_by, "rule") == 0;

  if (is_set_by_rule != mado_item_is_kept (item))
    REPORT (item->id, "E_KEPT", "A rule keeps an item by \"is\" together with \"set_by\": \"rule\"");
  else if (is_set_by_rule && item->type[0] != '\0' && !g_strv_contains (types, item->type))
    REPORT (item->id, "E_KEPT", "No rule can keep a value of the type \"%s\"", item->type);
}

static void
check_value_limits (const MadoProgramme *self, const MadoItem *item, GPtrArray *faults)
{
  gboolean is_choice = strcmp (item->type, "choice") == 0;

  if (item->type[0] != '\0' && is_choice != (mado_section_get_count (item->choices) > 0))
    REPORT (item->id, "E_CHOICES", is_choice ? "A choice needs choices" : "Only a choice has choices");
  if (item->max > 0 && item->min > item->max)
    REPORT (item->id, "E_RANGE", "The smallest value is above the largest");
  if (item->pattern[0] != '\0' && !g_regex_match_simple ("^[1-9][0-9]?(-[1-9][0-9]?)? digits$", item->pattern,
                                                         G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
    REPORT (item->pattern, "E_PATTERN", "\"%s\" is no pattern; write it as 10 digits or 1-15 digits", item->pattern);
}

/* Whoever changes a value has seen what it was. A comment is only ever added. */
static gboolean
is_seen_to_edit (const MadoItem *item, const char *role)
{
  return mado_item_may_see (item, role) &&
         (!mado_names_contain (item->mask_roles, role) || strcmp (item->type, "notes") == 0);
}

static void
check_item_people (const MadoProgramme *self, const MadoItem *item, GPtrArray *faults)
{
  const GPtrArray *written[] = { item->own_see, item->own_edit, item->mask_for, item->attach };

  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    if (written[i] != NULL)
      mado_programme_check_roles (self, written[i], faults);
  if (item->own_give != NULL)
    mado_programme_check_names (self, self->receivers, "receiver", item->own_give, faults);
  for (guint i = 0; i < item->edit->len; i++)
    if (!is_seen_to_edit (item, g_ptr_array_index (item->edit, i)))
      REPORT (item->id, "E_EDIT_UNSEEN", "\"%s\" may edit this item but not see it, or only masked",
              (const char *) g_ptr_array_index (item->edit, i));
  for (guint i = 0; i < item->attach_roles->len; i++)
    if (!is_seen_to_edit (item, g_ptr_array_index (item->attach_roles, i)))
      REPORT (item->id, "E_EDIT_UNSEEN", "\"%s\" may attach papers to this item but not see it, or only masked",
              (const char *) g_ptr_array_index (item->attach_roles, i));
}

static void
check_item (const MadoProgramme *self, const MadoItem *item, GPtrArray *faults)
{
  if (mado_my_number_is_heading (item->label))
    REPORT (item->label, "E_MY_NUMBER", "個人番号 is never an item: it may stand on paper, it is not stored");
  check_set_by (self, item, faults);
  check_kept (self, item, faults);
  check_value_limits (self, item, faults);
  check_item_people (self, item, faults);
}

static void
check_groups (const MadoProgramme *self, const MadoSection *groups, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (groups); i++) {
    const MadoItemGroup *group = mado_section_get (groups, i);

    mado_programme_check_roles (self, group->see, faults);
    mado_programme_check_roles (self, group->edit, faults);
    mado_programme_check_names (self, self->receivers, "receiver", group->give, faults);
    for (guint j = 0; j < mado_section_get_count (group->fields); j++)
      check_item (self, mado_section_get (group->fields, j), faults);
  }
}

/* --- checks, totals, rights --------------------------------------------------------------------------------------- */

static void
check_checks (const MadoProgramme *self, const MadoSection *checks, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (checks); i++) {
    const MadoCheck *check = mado_section_get (checks, i);

    mado_programme_check_names (self, self->items, "item", check->items, faults);
  }
}

static void
check_totals (const MadoProgramme *self, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->totals); i++) {
    const MadoTotal *total = mado_section_get (self->totals, i);
    const MadoItemGroup *list = mado_section_find (self->lists, total->of);

    if (!mado_programme_check_name (self, self->lists, "list", total->of, faults) || strcmp (total->count, "all") == 0)
      continue;
    if (!mado_programme_check_name (self, list->computed, "computed item of the list", total->count, faults))
      continue;

    const MadoComputed *computed = mado_section_find (list->computed, total->count);

    if (computed->type[0] != '\0' && strcmp (computed->type, "yesno") != 0)
      REPORT (total->count, "E_TYPE", "A total counts what is yes or no; \"%s\" is not", total->count);
  }
}

static void
check_claim (const MadoProgramme *self, const MadoClaim *claim, GPtrArray *faults)
{
  g_autofree char *ward = g_strconcat (self->identity.ward, "/", NULL);

  if (claim->space[0] == '\0')
    return;
  if (!g_str_has_prefix (claim->space, ward))
    REPORT (claim->space, "E_CLAIM", "A claim space belongs to the ward: it begins with \"%s\"", ward);
  if (claim->key->len == 0)
    REPORT (claim->space, "E_CLAIM", "A claim needs a key");
}

static void
check_rights (const MadoProgramme *self, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->rights); i++) {
    const MadoRight *right = mado_section_get (self->rights, i);

    if (right->for_each[0] != '\0')
      mado_programme_check_name (self, self->lists, "list", right->for_each, faults);
    check_claim (self, &right->claim, faults);
    check_claim (self, &right->look, faults);
  }
}

static void
check_visual_checks (const MadoProgramme *self, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->visual_checks); i++) {
    const MadoVisualCheck *check = mado_section_get (self->visual_checks, i);

    mado_programme_check_name (self, self->item_groups, "section of items", check->section, faults);
  }
}

static void
check_identity (const MadoProgramme *self, GPtrArray *faults)
{
  const MadoProgrammeIdentity *identity = &self->identity;
  MadoDate open = mado_date_from_iso (identity->open);

  if (self->format != 1)
    REPORT (mado_programme_text_get_start (self->text), "E_FORMAT", "This program reads format 1 only");
  if (identity->open[0] == '\0' || identity->close[0] == '\0')
    return;
  if (strcmp (identity->open, identity->close) > 0)
    REPORT (identity->close, "E_RANGE", "The programme closes before it opens");
  if (mado_fiscal_year_find (open) != identity->fiscal_year)
    REPORT (identity->open, "E_FISCAL_YEAR", "The programme does not open in its fiscal year");
}

/**
 * mado_programme_check:
 * @self: a programme, read as far as its file allows
 * @faults: takes everything that is wrong
 */
void
mado_programme_check (const MadoProgramme *self, GPtrArray *faults)
{
  check_identity (self, faults);
  check_audiences (self, faults);
  check_duties (self, faults);
  check_sites (self, faults);
  check_tallies (self, faults);
  check_rule_names (self, faults);
  check_groups (self, self->item_groups, faults);
  check_groups (self, self->lists, faults);
  check_visual_checks (self, faults);
  check_totals (self, faults);
  check_checks (self, self->checks, faults);
  for (guint i = 0; i < mado_section_get_count (self->lists); i++)
    check_checks (self, ((const MadoItemGroup *) mado_section_get (self->lists, i))->checks, faults);
  check_rights (self, faults);
  mado_programme_check_flow (self, faults);
  mado_programme_check_exchange (self, faults);
  mado_programme_check_calls (self, faults);
  mado_programme_check_rules (self, faults);
}
