/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Remembers at the window whose actions it has. */

#include "mado-page-actions.h"

#define LOAN "mado-page-actions"

typedef struct {
  GtkWidget *page; /* that lends them, and is in the window */
  const GActionEntry *entries;
  gsize n_entries;
} Loan;

static GtkRoot *
find_window (GtkWidget *page)
{
  GtkRoot *window = gtk_widget_get_root (page);

  return G_IS_ACTION_MAP (window) ? window : NULL;
}

static Loan *
find_loan (GtkRoot *window)
{
  return window != NULL ? g_object_get_data (G_OBJECT (window), LOAN) : NULL;
}

static void
end_loan (GtkRoot *window)
{
  const Loan *loan = find_loan (window);

  if (loan == NULL)
    return;
  g_action_map_remove_action_entries (G_ACTION_MAP (window), loan->entries, (int) loan->n_entries);
  g_object_set_data (G_OBJECT (window), LOAN, NULL);
}

/**
 * mado_page_actions_lend:
 * @page: a page that comes on the screen of a window
 * @entries: (array length=n_entries) (type static): what can be done with it; they get the page
 * @n_entries: how many
 */
void
mado_page_actions_lend (GtkWidget *page, const GActionEntry *entries, gsize n_entries)
{
  GtkRoot *window = find_window (page);
  Loan *loan;

  if (window == NULL)
    return;
  end_loan (window);
  loan = g_new0 (Loan, 1);
  *loan = (Loan) { page, entries, n_entries };
  g_object_set_data_full (G_OBJECT (window), LOAN, loan, g_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, (int) n_entries, page);
}

/**
 * mado_page_actions_take_back:
 * @page: a page that leaves the screen
 */
void
mado_page_actions_take_back (GtkWidget *page)
{
  if (mado_page_actions_are_of (page))
    end_loan (find_window (page));
}

/**
 * mado_page_actions_are_of:
 * @page: a page
 *
 * Returns: whether its window has its actions now
 */
gboolean
mado_page_actions_are_of (GtkWidget *page)
{
  const Loan *loan = find_loan (find_window (page));

  return loan != NULL && loan->page == page;
}

/**
 * mado_page_actions_allow:
 * @page: a page
 * @action: of those that it lends
 * @is_allowed: whether it can be done now
 */
void
mado_page_actions_allow (GtkWidget *page, const char *action, gboolean is_allowed)
{
  GtkRoot *window = find_window (page);

  if (mado_page_actions_are_of (page))
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), action)),
                                 is_allowed);
}
