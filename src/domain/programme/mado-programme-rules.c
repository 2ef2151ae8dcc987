/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hands the rules of a programme to the rule language: one book for what is said of a case, one for each list, where
 * the same is said of a row. What the language finds is reported at its place in the file. */

#include "mado-programme-check.h"
#include "mado-rule-book.h"
#include "mado-rule-fault.h"

/* A book while it is filled. */
typedef struct {
  const MadoProgramme *programme;
  MadoRuleBook *book;
  GHashTable *rules; /* what the book calls a rule → (element-type MadoRuleText) */
} Writer;

static MadoRuleType
find_type (const char *type)
{
  if (g_str_equal (type, "number") || g_str_equal (type, "yen"))
    return MADO_RULE_TYPE_NUMBER;
  if (g_str_equal (type, "yesno"))
    return MADO_RULE_TYPE_YES_NO;

  return g_str_equal (type, "date") ? MADO_RULE_TYPE_DATE : MADO_RULE_TYPE_TEXT;
}

/* A rule that is not there, and "always", are no text of the rule language. */
static void
add_rule (
    Writer *self, const char *section, const char *id, const char *name, MadoRuleType type, const MadoRuleText *rule)
{
  if (rule->text[0] == '\0' || g_str_equal (rule->text, "always"))
    return;

  g_autofree char *key = g_strconcat (section, "/", id, "/", name, NULL);

  mado_rule_book_add_rule (self->book, key, type, rule->text);
  g_hash_table_insert (self->rules, g_steal_pointer (&key), (gpointer) rule);
}

/* --- what rules may name --------------------------------------------------------------------------------------- */

/* Of an account rules know the parts, for nobody compares it as a whole. */
static void
add_account (Writer *self, const char *id)
{
  static const char *const parts[] = { "bank", "branch", "kind", "number", "holder" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *name = g_strconcat (id, "_", parts[i], NULL);

    mado_rule_book_add_item (self->book, name, MADO_RULE_TYPE_TEXT);
  }
}

static void
add_items (Writer *self, const MadoSection *items)
{
  for (guint i = 0; i < mado_section_get_count (items); i++) {
    const MadoItem *item = mado_section_get (items, i);

    if (g_str_equal (item->type, "account")) {
      add_account (self, item->id);
      continue;
    }
    mado_rule_book_add_item (self->book, item->id, find_type (item->type));
    for (guint j = 0; j < mado_section_get_count (item->choices); j++)
      mado_rule_book_add_choice (self->book, item->id, ((const MadoNamed *) mado_section_get (item->choices, j))->id);
  }
}

static void
add_facts (Writer *self)
{
  static const struct {
    const char *name;
    MadoRuleType type;
  } facts[] = {
    { "today", MADO_RULE_TYPE_DATE },           { "state", MADO_RULE_TYPE_TEXT },
    { "state_since", MADO_RULE_TYPE_DATE },     { "open_deficiencies", MADO_RULE_TYPE_NUMBER },
    { "returned_open", MADO_RULE_TYPE_NUMBER }, { "account_agreed", MADO_RULE_TYPE_YES_NO },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    mado_rule_book_add_item (self->book, facts[i].name, facts[i].type);
  for (guint i = 0; i < mado_section_get_count (self->programme->states); i++)
    mado_rule_book_add_choice (self->book, "state",
                               ((const MadoState *) mado_section_get (self->programme->states, i))->id);
  for (guint i = 0; i < mado_section_get_count (self->programme->visual_checks); i++) {
    const MadoVisualCheck *check = mado_section_get (self->programme->visual_checks, i);
    g_autofree char *name = g_strconcat ("seen_", check->id, NULL);

    mado_rule_book_add_item (self->book, name, MADO_RULE_TYPE_YES_NO);
  }
}

static void
add_rates (Writer *self)
{
  for (guint i = 0; i < mado_section_get_count (self->programme->rates); i++) {
    const MadoRate *rate = mado_section_get (self->programme->rates, i);

    for (guint j = 0; j < mado_section_get_count (rate->from); j++) {
      const MadoDatedValue *dated = mado_section_get (rate->from, j);
      MadoRuleValue value = dated->value.is_number ? mado_rule_value_number (dated->value.number)
                                                   : mado_rule_value_text (dated->value.text);

      mado_rule_book_add_rate (self->book, rate->id, mado_date_from_iso (dated->id), value);
    }
  }
}

static void
add_computed (Writer *self, const MadoSection *section)
{
  for (guint i = 0; i < mado_section_get_count (section); i++) {
    const MadoComputed *computed = mado_section_get (section, i);

    mado_rule_book_add_computed (self->book, computed->id, find_type (computed->type), computed->is.text);
    g_hash_table_insert (self->rules, g_strdup (computed->id), (gpointer) &computed->is);
  }
}

/* What the case has computed is at hand where its rows are looked at; what counts the rows is not. */
static void
add_results (Writer *self, const MadoSection *section)
{
  for (guint i = 0; i < mado_section_get_count (section); i++) {
    const MadoComputed *computed = mado_section_get (section, i);

    mado_rule_book_add_item (self->book, computed->id, find_type (computed->type));
  }
}

static void
add_totals (Writer *self)
{
  for (guint i = 0; i < mado_section_get_count (self->programme->totals); i++)
    mado_rule_book_add_item (self->book, ((const MadoTotal *) mado_section_get (self->programme->totals, i))->id,
                             MADO_RULE_TYPE_NUMBER);
}

/* --- the rules themselves -------------------------------------------------------------------------------------- */

static void
add_required (Writer *self, const MadoItemGroup *group)
{
  for (guint i = 0; i < mado_section_get_count (group->fields); i++) {
    const MadoItem *item = mado_section_get (group->fields, i);

    add_rule (self, "item", item->id, "required", MADO_RULE_TYPE_YES_NO, &item->required);
  }
}

static void
add_checks (Writer *self, const MadoSection *checks)
{
  for (guint i = 0; i < mado_section_get_count (checks); i++) {
    const MadoCheck *check = mado_section_get (checks, i);

    add_rule (self, "check", check->id, "must", MADO_RULE_TYPE_YES_NO, &check->must);
  }
}

/* The parts of a key are texts, whatever the items are: any type may stand there. */
static void
add_claim (Writer *self, const MadoRight *right, const char *name, const MadoClaim *claim)
{
  for (guint i = 0; claim->key != NULL && i < claim->key->len; i++) {
    g_autofree char *part = g_strdup_printf ("%s/%u", name, i);
    const MadoRuleText *rule = g_ptr_array_index (claim->key, i);
    const MadoItem *item = mado_section_find (self->programme->items, rule->text);

    add_rule (self, "right", right->id, part, item != NULL ? find_type (item->type) : MADO_RULE_TYPE_TEXT, rule);
  }
}

/* The rights of a case, or of the rows of a list. */
static void
add_rights (Writer *self, const char *list)
{
  for (guint i = 0; i < mado_section_get_count (self->programme->rights); i++) {
    const MadoRight *right = mado_section_get (self->programme->rights, i);

    if (!g_str_equal (right->for_each, list))
      continue;
    add_rule (self, "right", right->id, "when", MADO_RULE_TYPE_YES_NO, &right->when);
    add_rule (self, "right", right->id, "amount", MADO_RULE_TYPE_NUMBER, &right->amount);
    add_claim (self, right, "claim", &right->claim);
    add_claim (self, right, "look", &right->look);
  }
}

static void
add_flow (Writer *self)
{
  const MadoProgramme *programme = self->programme;

  for (guint i = 0; i < mado_section_get_count (programme->visual_checks); i++) {
    const MadoVisualCheck *check = mado_section_get (programme->visual_checks, i);

    add_rule (self, "visual_check", check->id, "when", MADO_RULE_TYPE_YES_NO, &check->when);
  }
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    add_rule (self, "transition", transition->id, "must", MADO_RULE_TYPE_YES_NO, &transition->must);
  }
  for (guint i = 0; i < mado_section_get_count (programme->queues); i++) {
    const MadoQueue *queue = mado_section_get (programme->queues, i);

    add_rule (self, "queue", queue->id, "show", MADO_RULE_TYPE_YES_NO, &queue->show);
  }
  for (guint i = 0; i < mado_section_get_count (programme->packets); i++) {
    const MadoPacket *packet = mado_section_get (programme->packets, i);

    add_rule (self, "packet", packet->id, "when", MADO_RULE_TYPE_YES_NO, &packet->when);
  }
}

/* --- books ----------------------------------------------------------------------------------------------------- */

static void
add_case_items (Writer *self)
{
  add_facts (self);
  add_rates (self);
  for (guint i = 0; i < mado_section_get_count (self->programme->item_groups); i++)
    add_items (self, ((const MadoItemGroup *) mado_section_get (self->programme->item_groups, i))->fields);
}

static void
fill_case_book (Writer *self)
{
  add_case_items (self);
  add_totals (self);
  add_computed (self, self->programme->computed);
  for (guint i = 0; i < mado_section_get_count (self->programme->item_groups); i++)
    add_required (self, mado_section_get (self->programme->item_groups, i));
  add_checks (self, self->programme->checks);
  add_rights (self, "");
  add_flow (self);
}

static void
fill_list_book (Writer *self, const MadoItemGroup *list)
{
  add_case_items (self);
  add_results (self, self->programme->computed);
  add_items (self, list->fields);
  add_computed (self, list->computed);
  add_required (self, list);
  add_checks (self, list->checks);
  add_rights (self, list->id);
}

/* Names are held by the check of the whole file; here it is the text of the rules. */
static void
report (const Writer *self, GPtrArray *faults)
{
  g_autoptr (GPtrArray) found = mado_rule_book_check (self->book);

  for (guint i = 0; i < found->len; i++) {
    const MadoRuleFault *fault = g_ptr_array_index (found, i);
    const MadoRuleText *rule = g_hash_table_lookup (self->rules, fault->id);

    if (rule != NULL && !g_str_equal (fault->code, MADO_RULE_FAULT_NAME))
      mado_programme_report_rule (self->programme, rule, fault->offset, fault->code, fault->message, faults);
  }
}

static void
check_book (const MadoProgramme *programme, const MadoItemGroup *list, GPtrArray *faults)
{
  g_autoptr (MadoRuleBook) book = mado_rule_book_new ();
  g_autoptr (GHashTable) rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Writer writer = { programme, book, rules };

  if (list != NULL)
    fill_list_book (&writer, list);
  else
    fill_case_book (&writer);
  report (&writer, faults);
}

/**
 * mado_programme_check_rules:
 * @self: a programme, read as far as its file allows
 * @faults: takes what the rule language finds in its rules
 */
void
mado_programme_check_rules (const MadoProgramme *self, GPtrArray *faults)
{
  check_book (self, NULL, faults);
  for (guint i = 0; i < mado_section_get_count (self->lists); i++)
    check_book (self, mado_section_get (self->lists, i), faults);
}
