/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an act comes to is shown only where somebody is still there to see it. */

#include "mado-money-page.h"

#include "mado-case-run.h"
#include "mado-say.h"

typedef struct {
  MadoTill *till;
  MadoMoneySheet *sheet; /* (nullable): nothing lies there yet */
  guint opened;          /* the place of the case that was opened last */
} MadoMoneyPagePrivate;

static void case_run_init (MadoCaseRunInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (MadoMoneyPage,
                                  mado_money_page,
                                  ADW_TYPE_NAVIGATION_PAGE,
                                  G_ADD_PRIVATE (MadoMoneyPage)
                                      G_IMPLEMENT_INTERFACE (MADO_TYPE_CASE_RUN, case_run_init))

static MadoMoneyPagePrivate *
get (MadoMoneyPage *self)
{
  return mado_money_page_get_instance_private (self);
}

/* --- what is done ------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoMoneyPage *page;
  MadoMoneyDone done;
} Doing;

static void
done_cb (GObject *till, GAsyncResult *result, gpointer data)
{
  g_autofree Doing *doing = data;
  g_autoptr (MadoMoneyPage) self = doing->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMoneySheet) sheet = mado_till_do_finish (MADO_TILL (till), result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL) /* whoever asked has left */
    return;
  if (sheet != NULL) {
    g_clear_pointer (&get (self)->sheet, mado_money_sheet_unref);
    get (self)->sheet = g_steal_pointer (&sheet);
  }
  doing->done (self, error);
}

/**
 * mado_money_page_do:
 * @self: a page
 * @act: what is done
 * @sheet: (nullable): with what; %NULL: a new one. Where it is done, it lies on the page afterwards
 * @order: (transfer full): how
 * @done: is told, unless everybody has left the page
 */
void
mado_money_page_do (
    MadoMoneyPage *self, MadoMoneyAct act, MadoMoneySheet *sheet, MadoMoneyOrder *order, MadoMoneyDone done)
{
  Doing *doing = g_new0 (Doing, 1);

  *doing = (Doing) { g_object_ref (self), done };
  mado_till_do_async (get (self)->till, act, sheet, order, done_cb, doing);
}

/* --- cases -------------------------------------------------------------------------------------------------------- */

static MadoMoneyTable *
get_table (MadoMoneyPage *self)
{
  const MadoMoneyPageClass *class = MADO_MONEY_PAGE_GET_CLASS (self);

  return class->get_table != NULL ? class->get_table (self) : NULL;
}

/**
 * mado_money_page_open_row:
 * @self: a page
 * @place: of a row in its table; nothing happens where the row is about no case
 */
void
mado_money_page_open_row (MadoMoneyPage *self, guint place)
{
  MadoMoneyTable *table = get_table (self);
  MadoMoneyLine *line = mado_money_table_get_line (table, place);
  g_autofree char *position = g_strdup_printf ("%u / %u", place + 1, mado_money_table_get_n_lines (table));

  if (line == NULL)
    return;
  get (self)->opened = place;
  if (mado_id_is_valid (mado_money_line_get_id (line)))
    mado_case_run_emit_opened (MADO_CASE_RUN (self), mado_money_line_get_id (line), position);
}

static gboolean
step (MadoCaseRun *run, int direction)
{
  MadoMoneyPage *self = MADO_MONEY_PAGE (run);
  MadoMoneyTable *table = get_table (self);
  gint64 place = (gint64) get (self)->opened + direction;

  if (table == NULL || place < 0 || place >= mado_money_table_get_n_lines (table))
    return FALSE;
  mado_money_page_open_row (self, (guint) place);

  return TRUE;
}

static void
case_run_init (MadoCaseRunInterface *iface)
{
  iface->step = step;
}

/* --- around it ---------------------------------------------------------------------------------------------------- */

static AdwNavigationView *
find_view (MadoMoneyPage *self)
{
  return ADW_NAVIGATION_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW));
}

/**
 * mado_money_page_push:
 * @self: a page
 * @page: that is shown next
 */
void
mado_money_page_push (MadoMoneyPage *self, AdwNavigationPage *page)
{
  adw_navigation_view_push (find_view (self), page);
}

/**
 * mado_money_page_replace:
 * @self: a page that has nothing more to do
 * @page: that is shown in its place
 */
void
mado_money_page_replace (MadoMoneyPage *self, AdwNavigationPage *page)
{
  AdwNavigationView *view = find_view (self);

  adw_navigation_view_pop (view);
  adw_navigation_view_push (view, page);
}

/**
 * mado_money_page_leave:
 * @self: a page that has nothing more to do
 */
void
mado_money_page_leave (MadoMoneyPage *self)
{
  adw_navigation_view_pop (find_view (self));
}

/**
 * mado_money_page_say:
 * @self: a page
 * @text: said in passing
 */
void
mado_money_page_say (MadoMoneyPage *self, const char *text)
{
  mado_say (GTK_WIDGET (self), text);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_money_page_dispose (GObject *object)
{
  MadoMoneyPagePrivate *priv = get (MADO_MONEY_PAGE (object));

  g_clear_pointer (&priv->sheet, mado_money_sheet_unref);
  g_clear_object (&priv->till);

  G_OBJECT_CLASS (mado_money_page_parent_class)->dispose (object);
}

static void
mado_money_page_class_init (MadoMoneyPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_money_page_dispose;
}

static void
mado_money_page_init (MadoMoneyPage *self)
{
}

/**
 * mado_money_page_set_till:
 * @self: a page that is being made
 * @till: whose money
 */
void
mado_money_page_set_till (MadoMoneyPage *self, MadoTill *till)
{
  get (self)->till = g_object_ref (till);
}

/**
 * mado_money_page_get_till:
 * @self: a page
 *
 * Returns: (transfer none): whose money
 */
MadoTill *
mado_money_page_get_till (MadoMoneyPage *self)
{
  return get (self)->till;
}

/**
 * mado_money_page_get_session:
 * @self: a page
 *
 * Returns: (transfer none): whose till it is
 */
MadoSession *
mado_money_page_get_session (MadoMoneyPage *self)
{
  return mado_till_get_session (get (self)->till);
}

/**
 * mado_money_page_get_sheet:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what lies there; %NULL: nothing yet
 */
MadoMoneySheet *
mado_money_page_get_sheet (MadoMoneyPage *self)
{
  return get (self)->sheet;
}
