/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each batch stands in one group: what waits for whoever looks comes first. */

#include "mado-batches-page.h"

#include <glib/gi18n.h>

#include "mado-batch-page.h"
#include "mado-earlier-page.h"
#include "mado-fault-page.h"
#include "mado-json-member.h"
#include "mado-money-words.h"
#include "mado-payment-way.h"
#include "mado-plan-page.h"
#include "mado-recorded-page.h"
#include "mado-recoveries-page.h"
#include "mado-recoveries.h"
#include "mado-till.h"

typedef enum {
  GROUP_WAITING,
  GROUP_UNDER_WAY,
  GROUP_OVER,
  N_GROUPS,
} Group;

static const char *const group_titles[] = {
  [GROUP_WAITING] = N_ ("Waits for you"),
  [GROUP_UNDER_WAY] = N_ ("Waits for others"),
  [GROUP_OVER] = NC_ ("batches", "Finished"),
};

struct _MadoBatchesPage {
  AdwNavigationPage parent_instance;

  MadoTill *till;
  MadoRecoveries *recoveries;

  GtkButton *recoveries_button;
  GtkStack *stack;
  AdwStatusPage *empty;
  AdwStatusPage *error;
  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (MadoBatchesPage, mado_batches_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- opening ------------------------------------------------------------------------------------------------------ */

static void
push (MadoBatchesPage *self, AdwNavigationPage *page)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
}

static void
row_cb (AdwActionRow *row, MadoBatchesPage *self)
{
  push (self, mado_batch_page_new (self->till, *(const MadoId *) g_object_get_data (G_OBJECT (row), "id")));
}

static gboolean
has_duty (MadoSession *session, const char *duty)
{
  return mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), duty);
}

static void
plan_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoBatchesPage *self = MADO_BATCHES_PAGE (widget);

  push (self, mado_plan_page_new (self->till));
}

static void
earlier_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoBatchesPage *self = MADO_BATCHES_PAGE (widget);

  push (self, has_duty (mado_till_get_session (self->till), "plan") ? mado_earlier_page_new (self->till)
                                                                    : mado_recorded_page_new (self->till));
}

static void
recoveries_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoBatchesPage *self = MADO_BATCHES_PAGE (widget);

  push (self, mado_recoveries_page_new (self->till));
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static Group
find_group (MadoBatchesPage *self, const MadoBatchTally *tally)
{
  MadoSession *session = mado_till_get_session (self->till);

  if (mado_batch_stage_find (tally) == MADO_BATCH_STAGE_OVER)
    return GROUP_OVER;

  return mado_batch_stage_waits_for (tally, mado_session_get_programme (session), mado_session_get_person (session))
             ? GROUP_WAITING
             : GROUP_UNDER_WAY;
}

static GtkWidget *
create_mark (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "state");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);

  return label;
}

static GtkWidget *
create_row (MadoBatchesPage *self, const MadoBatchTally *tally)
{
  GtkWidget *row = adw_action_row_new ();
  const MadoProgramme *programme = mado_session_get_programme (mado_till_get_session (self->till));
  g_autofree char *title = mado_money_words_dup_title (tally->batch, programme);
  g_autofree char *subtitle = mado_money_words_dup_tally (tally);
  MadoId id = mado_entity_get_id (tally->batch);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             create_mark (mado_money_words_get_stage (mado_batch_stage_find (tally))));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (row_cb), self);

  return row;
}

static void
add_group (MadoBatchesPage *self, const GPtrArray *batches, Group group)
{
  GtkWidget *box = NULL;
  guint n_rows = 0;

  for (guint i = 0; i < batches->len; i++) {
    const MadoBatchTally *tally = g_ptr_array_index (batches, i);

    if (find_group (self, tally) != group)
      continue;
    if (box == NULL)
      box = adw_preferences_group_new ();
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (box), create_row (self, tally));
    n_rows++;
  }
  if (box != NULL) {
    const char *name =
        group == GROUP_OVER ? g_dpgettext2 (NULL, "batches", group_titles[group]) : _ (group_titles[group]);
    /* Translators: the name of a group, and how many are in it */
    g_autofree char *title = g_strdup_printf (_ ("%s (%u)"), name, n_rows);

    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (box), title);
    gtk_box_append (self->content, box);
  }
}

static void
show (MadoBatchesPage *self)
{
  const GPtrArray *batches = mado_till_get_batches (self->till);
  GtkWidget *child;

  if (batches == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  for (Group group = GROUP_WAITING; group < N_GROUPS; group++)
    add_group (self, batches, group);
  gtk_stack_set_visible_child_name (self->stack, batches->len > 0 ? "content" : "empty");
}

/* Whoever approves is told before they look. */
static void
show_recoveries (MadoBatchesPage *self)
{
  gint64 n_waiting = mado_recoveries_count_waiting (self->recoveries);
  /* Translators: %d is how many wait for whoever looks */
  g_autofree char *label = n_waiting > 0 ? g_strdup_printf (_ ("_Coming Back (%d)…"), (int) n_waiting) : NULL;

  gtk_button_set_label (self->recoveries_button, label != NULL ? label : _ ("_Coming Back…"));
}

static void
failed_cb (MadoTill *till, const GError *error, MadoBatchesPage *self)
{
  mado_fault_page_show (self->error, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
retry_cb (GtkButton *button, MadoBatchesPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  mado_session_note_change (mado_till_get_session (self->till));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_batches_page_dispose (GObject *object)
{
  MadoBatchesPage *self = MADO_BATCHES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_BATCHES_PAGE);
  g_clear_object (&self->till);
  g_clear_object (&self->recoveries);

  G_OBJECT_CLASS (mado_batches_page_parent_class)->dispose (object);
}

/* Whoever comes here opens a batch. */
static gboolean
mado_batches_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MadoBatchesPage *self = MADO_BATCHES_PAGE (widget);

  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_focus_child (widget) == NULL &&
      gtk_widget_child_focus (GTK_WIDGET (self->stack), direction))
    return TRUE;

  return GTK_WIDGET_CLASS (mado_batches_page_parent_class)->focus (widget, direction);
}

static void
mado_batches_page_class_init (MadoBatchesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_batches_page_dispose;
  widget_class->focus = mado_batches_page_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-batches-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoBatchesPage, recoveries_button);
  gtk_widget_class_bind_template_child (widget_class, MadoBatchesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoBatchesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MadoBatchesPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoBatchesPage, content);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_install_action (widget_class, "batches.plan", NULL, plan_cb);
  gtk_widget_class_install_action (widget_class, "batches.earlier", NULL, earlier_cb);
  gtk_widget_class_install_action (widget_class, "batches.recoveries", NULL, recoveries_cb);
}

static void
mado_batches_page_init (MadoBatchesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  MadoBatchesPage *self = g_object_new (MADO_TYPE_BATCHES_PAGE, NULL);
  MadoProgramme *programme = mado_session_get_programme (session);
  g_autoptr (GPtrArray) packets = mado_payment_list_orders (programme);
  gboolean may_plan = packets->len > 0 && has_duty (session, "plan");

  self->till = g_object_ref (mado_till_of (session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "batches.plan", may_plan);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "batches.earlier", may_plan || has_duty (session, "approve"));
  adw_status_page_set_description (self->empty, may_plan ? _ ("Make the first from the cases that are checked.")
                                                         : _ ("Whoever plans payments makes the first."));
  self->recoveries = g_object_ref (mado_recoveries_of (session));
  g_signal_connect_object (self->recoveries, "changed", G_CALLBACK (show_recoveries), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->till, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->till, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_DEFAULT);
  show_recoveries (self);
  show (self);

  return ADW_NAVIGATION_PAGE (self);
}

/* --- the side ----------------------------------------------------------------------------------------------------- */

static void
count (MadoPlace *place)
{
  MadoSession *session = g_object_get_data (G_OBJECT (place), "session");

  if (mado_till_get_batches (mado_till_of (session)) != NULL)
    mado_place_set_count (place, mado_till_count_waiting (mado_till_of (session)) +
                                     mado_recoveries_count_waiting (mado_recoveries_of (session)));
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  g_autoptr (MadoPlace) place = NULL;

  if (!mado_till_is_for (session))
    return;
  place = mado_place_new (kind, "payment", _ ("Payments"));
  g_object_set_data (G_OBJECT (place), "session", session); /* both outlooks live as long, and tell nobody after it */
  g_signal_connect_object (mado_till_of (session), "changed", G_CALLBACK (count), place, G_CONNECT_SWAPPED);
  g_signal_connect_object (mado_recoveries_of (session), "changed", G_CALLBACK (count), place, G_CONNECT_SWAPPED);
  count (place);
  g_list_store_append (places, place);
}

const MadoPageKind mado_batches_page_kind = {
  .add_places = add_places, .create_page = create_page, .help = "payment", .counts_itself = TRUE
};
