/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Enter chooses out of those who were found for what stands in the box: while they are being looked for it waits.
 * Nobody is taken whom the text before it meant. */

#include "mado-caller-list.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-call-reading.h"
#include "mado-walk-keys.h"
#include "mado-wording.h"

struct _MadoCallerList {
  AdwBin parent_instance;

  gboolean has_nobody; /* "none of these" may be chosen, too */
  char *typed;
  MadoCallers *callers;    /* (nullable): who is shown */
  GCancellable *searching; /* (nullable) */
  gboolean is_chosen;      /* by Enter, while they were still being looked for */

  GtkListBox *list;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (MadoCallerList, mado_caller_list, ADW_TYPE_BIN)

enum { SIGNAL_FOUND, SIGNAL_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

/**
 * mado_caller_list_tell:
 * @self: a list
 * @error: why nobody can be shown, or not whom somebody chose
 */
void
mado_caller_list_tell (MadoCallerList *self, const GError *error)
{
  gtk_label_set_text (self->count, _ (mado_advice_find (error).title));
}

/* --- who is shown ------------------------------------------------------------------------------------------------- */

static GtkWidget *
create_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
add_row (MadoCallerList *self, const char *title, const char *detail, const char *mark)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *name = g_strjoin (" ", title, detail, mark, NULL);

  gtk_widget_add_css_class (box, "palette-line");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), create_label (title, NULL));
  if (detail[0] != '\0')
    gtk_box_append (GTK_BOX (texts), create_label (detail, "detail"));
  gtk_box_append (GTK_BOX (box), texts);
  if (mark[0] != '\0') {
    GtkWidget *label = create_label (mark, "keycap");

    gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (box), label);
  }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, g_strchomp (name), -1);
  gtk_list_box_append (self->list, row);
}

static char *
write_last_call (gint64 at)
{
  char iso[MADO_DATE_ISO_SIZE];
  g_autofree char *day = NULL;

  mado_date_to_iso (mado_instant_get_japanese_day ((MadoInstant) { at * 1000 }), iso);
  day = mado_wording_write_day (iso);

  /* Translators: %s is a day */
  return g_strdup_printf (_ ("last call %s"), day);
}

static void
add_caller (MadoCallerList *self, const MadoCaller *caller)
{
  g_autofree char *kana = caller->kana[0] != '\0' ? g_strdup_printf ("（%s）", caller->kana) : g_strdup ("");
  g_autofree char *title = g_strconcat (caller->name, kana, NULL);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  g_autofree char *detail = NULL;

  g_strv_builder_add_many (parts, caller->number, caller->state, NULL);
  if (caller->born[0] != '\0')
    /* Translators: a year or a day */
    g_strv_builder_take (parts, g_strdup_printf (_ ("born %s"), caller->born));
  if (caller->last_call != 0)
    g_strv_builder_take (parts, write_last_call (caller->last_call));
  texts = g_strv_builder_end (parts);
  detail = g_strjoinv ("　", texts);
  add_row (self, title, detail, caller->is_likely ? _ ("likely") : "");
}

static void
show_count (MadoCallerList *self)
{
  g_autofree char *text = NULL;

  if (self->callers->callers->len == 0)
    /* Translators: %s is what was typed */
    text = g_strdup_printf (_ ("Nobody found for “%s”. Readings and old forms of characters were searched, too."),
                            self->typed);
  else if (!self->callers->is_all)
    text = g_strdup (_ ("There are more: type another word."));
  gtk_label_set_text (self->count, text != NULL ? text : "");
}

static void
show_callers (MadoCallerList *self)
{
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->callers->callers->len; i++)
    add_caller (self, g_ptr_array_index (self->callers->callers, i));
  if (self->has_nobody)
    add_row (self, _ ("New: none of these"), _ ("The call is written down without a case"), "");
  gtk_list_box_unselect_all (self->list);
  show_count (self);
}

/* --- choosing ----------------------------------------------------------------------------------------------------- */

static void
choose (MadoCallerList *self, guint place)
{
  if (self->callers != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0,
                   place < self->callers->callers->len ? g_ptr_array_index (self->callers->callers, place) : NULL);
}

static void
select_row (MadoCallerList *self, int place)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, place);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->list),
                           gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (
                               gtk_widget_get_first_child (gtk_list_box_row_get_child (row))))),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* One who is alone needs no choice; else nobody is taken whom somebody has not chosen. */
static void
choose_by_enter (MadoCallerList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    choose (self, (guint) gtk_list_box_row_get_index (row));
  else if (self->callers->callers->len == 1 && self->callers->is_all)
    choose (self, 0);
  else
    select_row (self, 0);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, MadoCallerList *self)
{
  choose (self, (guint) gtk_list_box_row_get_index (row));
}

/**
 * mado_caller_list_enter:
 * @self: a list
 *
 * Chooses who was selected or is alone, as soon as it is known who that is.
 */
void
mado_caller_list_enter (MadoCallerList *self)
{
  if (self->searching != NULL)
    self->is_chosen = TRUE;
  else if (self->callers != NULL)
    choose_by_enter (self);
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

static void
stop (MadoCallerList *self)
{
  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->is_chosen = FALSE;
}

static void
show_error (MadoCallerList *self, const GError *error)
{
  gtk_list_box_remove_all (self->list);
  mado_caller_list_tell (self, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer list)
{
  g_autoptr (MadoCallerList) self = list;
  g_autoptr (GError) error = NULL;
  MadoCallers *callers = mado_call_find_finish (result, &error);

  if (!mado_advice_is_wanted (error))
    return;
  g_clear_object (&self->searching);
  g_clear_pointer (&self->callers, mado_callers_free);
  self->callers = callers;
  if (callers != NULL)
    show_callers (self);
  else
    show_error (self, error);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);
  if (callers != NULL && self->is_chosen)
    choose_by_enter (self);
}

/**
 * mado_caller_list_look:
 * @self: a list
 * @session: of whoever looks
 * @typed: what stands in the box; empty: nobody is looked for
 */
void
mado_caller_list_look (MadoCallerList *self, MadoSession *session, const char *typed)
{
  stop (self);
  g_set_str (&self->typed, typed);
  if (typed[0] == '\0') {
    g_clear_pointer (&self->callers, mado_callers_free);
    return;
  }
  self->searching = g_cancellable_new ();
  mado_call_find_async (session, typed, self->searching, found_cb, g_object_ref (self));
}

/**
 * mado_caller_list_has_any:
 * @self: a list
 *
 * Returns: whether it shows what was found for what stands in the box
 */
gboolean
mado_caller_list_has_any (MadoCallerList *self)
{
  return self->callers != NULL;
}

/**
 * mado_caller_list_offer_nobody:
 * @self: a list
 *
 * From now on "none of these" may be chosen, too.
 */
void
mado_caller_list_offer_nobody (MadoCallerList *self)
{
  self->has_nobody = TRUE;
}

/* --- keys --------------------------------------------------------------------------------------------------------- */

static void
walk (gpointer list, int direction)
{
  MadoCallerList *self = list;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int place = row != NULL ? gtk_list_box_row_get_index (row) + direction : 0;

  if (self->callers != NULL && place >= 0)
    select_row (self, place);
}

/**
 * mado_caller_list_take_arrows:
 * @self: a list
 * @box: the box that keeps the keyboard
 */
void
mado_caller_list_take_arrows (MadoCallerList *self, GtkWidget *box)
{
  mado_walk_keys_add (box, walk, self);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_caller_list_dispose (GObject *object)
{
  MadoCallerList *self = MADO_CALLER_LIST (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_CALLER_LIST);
  g_clear_pointer (&self->callers, mado_callers_free);
  g_clear_pointer (&self->typed, g_free);

  G_OBJECT_CLASS (mado_caller_list_parent_class)->dispose (object);
}

static void
mado_caller_list_class_init (MadoCallerListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_caller_list_dispose;
  signals[SIGNAL_FOUND] =
      g_signal_new ("found", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-caller-list.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCallerList, list);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerList, count);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
mado_caller_list_init (MadoCallerList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
