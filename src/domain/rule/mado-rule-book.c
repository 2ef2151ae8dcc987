/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a rule book holds. Whether it makes sense is found in mado-rule-check. */

#include "mado-rule-book.h"

#include "mado-rule-book-private.h"

static void
free_item (MadoRuleItem *item)
{
  g_free (item->name);
  g_ptr_array_unref (item->choices);
  g_free (item);
}

static void
free_rule (MadoRule *rule)
{
  g_free (rule->id);
  g_free (rule->expression);
  g_free (rule);
}

static void
clear_book (gpointer data)
{
  MadoRuleBook *self = data;

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->rules);
  g_hash_table_unref (self->item_by_name);
  mado_rule_rates_free (self->rates);
}

/**
 * mado_rule_book_new:
 *
 * Returns: (transfer full): an empty book
 */
MadoRuleBook *
mado_rule_book_new (void)
{
  MadoRuleBook *self = g_atomic_rc_box_new0 (MadoRuleBook);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) free_item);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) free_rule);
  self->item_by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rates = mado_rule_rates_new ();

  return self;
}

/**
 * mado_rule_book_ref:
 * @self: a book
 *
 * Returns: (transfer full): the book
 */
MadoRuleBook *
mado_rule_book_ref (MadoRuleBook *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * mado_rule_book_unref:
 * @self: (transfer full): a book
 */
void
mado_rule_book_unref (MadoRuleBook *self)
{
  g_atomic_rc_box_release_full (self, clear_book);
}

/**
 * mado_rule_book_get_rule:
 * @self: a book
 * @index: the place of its result
 *
 * Returns: (transfer none): the rule
 */
const MadoRule *
mado_rule_book_get_rule (const MadoRuleBook *self, guint index)
{
  return g_ptr_array_index (self->rules, index);
}

/**
 * mado_rule_book_find_item:
 * @self: a book
 * @name: a name in capital or small letters, as SQL does not tell them apart
 * @length: its bytes
 *
 * Returns: (nullable) (transfer none): the item
 */
const MadoRuleItem *
mado_rule_book_find_item (const MadoRuleBook *self, const char *name, gsize length)
{
  g_autofree char *key = g_ascii_strdown (name, (gssize) length);

  return g_hash_table_lookup (self->item_by_name, key);
}

static MadoRuleItem *
add_name (MadoRuleBook *self, const char *name, MadoRuleType type)
{
  g_autofree char *key = g_ascii_strdown (name, -1);
  MadoRuleItem *item = g_new0 (MadoRuleItem, 1);

  item->name = g_strdup (name);
  item->type = type;
  item->choices = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_replace (self->item_by_name, g_steal_pointer (&key), item);
  g_ptr_array_add (self->items, item);

  return item;
}

static guint
add_expression (MadoRuleBook *self, const char *id, MadoRuleType type, const char *expression, gboolean is_item)
{
  MadoRule *rule = g_new (MadoRule, 1);

  *rule = (MadoRule) { g_strdup (id), type, g_strdup (expression), is_item, 1 };
  g_ptr_array_add (self->rules, rule);

  return self->rules->len - 1;
}

/**
 * mado_rule_book_add_item:
 * @self: a book that is not checked yet
 * @name: its name in rules
 * @type: what it holds
 *
 * Returns: the place of its value, from 0
 */
guint
mado_rule_book_add_item (MadoRuleBook *self, const char *name, MadoRuleType type)
{
  MadoRuleItem *item = add_name (self, name, type);

  item->index = self->n_values++;

  return item->index;
}

/**
 * mado_rule_book_add_choice:
 * @self: a book that is not checked yet
 * @name: an item that is in the book, given or computed
 * @choice: one of the values it may have; an item without choices may have any
 */
void
mado_rule_book_add_choice (MadoRuleBook *self, const char *name, const char *choice)
{
  g_autofree char *key = g_ascii_strdown (name, -1);
  MadoRuleItem *item = g_hash_table_lookup (self->item_by_name, key);

  g_return_if_fail (item != NULL);
  g_ptr_array_add (item->choices, g_strdup (choice));
}

/**
 * mado_rule_book_add_computed:
 * @self: a book that is not checked yet
 * @name: its name in rules
 * @type: what it must come to
 * @expression: how it is computed
 *
 * Returns: the place of its result, from 0
 */
guint
mado_rule_book_add_computed (MadoRuleBook *self, const char *name, MadoRuleType type, const char *expression)
{
  MadoRuleItem *item = add_name (self, name, type);

  item->is_computed = TRUE;
  item->index = add_expression (self, name, type, expression, TRUE);

  return item->index;
}

/**
 * mado_rule_book_add_rule:
 * @self: a book that is not checked yet
 * @id: its name in faults and errors
 * @type: what it must answer; %MADO_RULE_TYPE_YES_NO for a check
 * @expression: the rule
 *
 * Returns: the place of its result, from 0
 */
guint
mado_rule_book_add_rule (MadoRuleBook *self, const char *id, MadoRuleType type, const char *expression)
{
  return add_expression (self, id, type, expression, FALSE);
}

/**
 * mado_rule_book_add_rate:
 * @self: a book that is not checked yet
 * @name: the name in `rate ('name', on)`
 * @from: the first day of this value
 * @value: a number or a text
 */
void
mado_rule_book_add_rate (MadoRuleBook *self, const char *name, MadoDate from, MadoRuleValue value)
{
  mado_rule_rates_add (self->rates, name, from, value);
}
