/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Made anew whenever something may have changed. A row opens its case: nobody approves a sum alone. */

#include "mado-recoveries-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-case-run.h"
#include "mado-fault-page.h"
#include "mado-json-member.h"
#include "mado-money-words.h"
#include "mado-recoveries.h"
#include "mado-recovery-dialog.h"
#include "mado-recovery.h"
#include "mado-wording.h"

typedef enum {
  GROUP_ASKED,
  GROUP_OPEN,
  GROUP_OVER,
  N_GROUPS,
} Group;

static const char *const group_titles[] = {
  [GROUP_ASKED] = N_ ("Waits for approval"),
  [GROUP_OPEN] = N_ ("Money is still to come"),
  [GROUP_OVER] = NC_ ("recoveries", "Finished"),
};

static const struct {
  MadoRecoveryStep step;
  const char *label;
} buttons[] = {
  { MADO_RECOVERY_STEP_DECLINE, N_ ("Decline…") },    { MADO_RECOVERY_STEP_APPROVE, N_ ("Approve…") },
  { MADO_RECOVERY_STEP_WAIVE, N_ ("Give Up…") },      { MADO_RECOVERY_STEP_STRIKE, N_ ("Strike Out…") },
  { MADO_RECOVERY_STEP_RECEIVE, N_ ("Money Came…") },
};

struct _MadoRecoveriesPage {
  MadoMoneyPage parent_instance;

  MadoRecoveries *recoveries;

  GtkStack *stack;
  AdwStatusPage *empty;
  AdwStatusPage *error;
  GtkLabel *heading;
  GtkLabel *detail;
  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (MadoRecoveriesPage, mado_recoveries_page, MADO_TYPE_MONEY_PAGE)

/* --- steps -------------------------------------------------------------------------------------------------------- */

static void
done_cb (MadoRecoveryDialog *dialog, MadoRecoveriesPage *self)
{
  mado_money_page_say (MADO_MONEY_PAGE (self), mado_recovery_dialog_get_told (dialog));
}

static void
present (MadoRecoveriesPage *self, MadoRecoveryStep step, const MadoRecoveryRow *row)
{
  AdwDialog *dialog = mado_recovery_dialog_new (mado_money_page_get_till (MADO_MONEY_PAGE (self)), step, row);

  g_signal_connect_object (dialog, "done", G_CALLBACK (done_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
ask_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present (MADO_RECOVERIES_PAGE (widget), MADO_RECOVERY_STEP_ASK, NULL);
}

/* The list is the one from which the buttons were made: both go together. */
static const MadoRecoveryRow *
get_row (MadoRecoveriesPage *self, gpointer widget)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (widget, "place"));

  return g_ptr_array_index (mado_recoveries_get_list (self->recoveries)->rows, place);
}

static void
step_cb (GtkWidget *button, MadoRecoveriesPage *self)
{
  guint which = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "which"));

  present (self, buttons[which].step, get_row (self, button));
}

static void
row_cb (AdwActionRow *widget, MadoRecoveriesPage *self)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "place"));
  g_autofree char *position =
      g_strdup_printf ("%u / %u", place + 1, mado_recoveries_get_list (self->recoveries)->rows->len);
  yyjson_val *body = mado_entity_get_body (get_row (self, widget)->entity);

  mado_case_run_emit_opened (MADO_CASE_RUN (self), mado_json_get_id (body, "case"), position);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static Group
find_group (const MadoRecoveryRow *row)
{
  const char *state = mado_entity_get_state (row->entity);

  if (strcmp (state, MADO_RECOVERY_ASKED) == 0)
    return GROUP_ASKED;

  return strcmp (state, MADO_RECOVERY_OPEN) == 0 ? GROUP_OPEN : GROUP_OVER;
}

/* Why it is asked, how long it has been open, and whether somebody else has to go on. */
static char *
write_subtitle (MadoRecoveriesPage *self, const MadoRecoveryRow *row)
{
  MadoSession *session = mado_money_page_get_session (MADO_MONEY_PAGE (self));
  yyjson_val *body = mado_entity_get_body (row->entity);
  const char *due = mado_json_get_text (body, "due");
  g_autofree char *day = due[0] != '\0' ? mado_wording_write_day (due) : NULL;
  g_autoptr (GString) text = g_string_new (mado_json_get_text (body, "reason"));

  if (find_group (row) == GROUP_OVER)
    return g_string_free_and_steal (g_steal_pointer (&text));
  g_string_append (text, "　");
  /* Translators: for how long something has waited */
  g_string_append_printf (text, ngettext ("for %u day", "for %u days", (gulong) row->days), (guint) row->days);
  if (day != NULL)
    /* Translators: %s is a day */
    g_string_append_printf (text, _ ("　to come by %s"), day);
  if (row->is_late)
    g_string_append (text, _ ("　(that day is over)"));
  if (find_group (row) == GROUP_ASKED && !mado_recoveries_may (session, row->entity, MADO_RECOVERY_STEP_APPROVE))
    g_string_append_printf (text, "\n%s",
                            _ ("Somebody else approves it: whoever decides on payments, and did not ask."));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
add_buttons (MadoRecoveriesPage *self, AdwActionRow *widget, const MadoRecoveryRow *row, guint place)
{
  MadoSession *session = mado_money_page_get_session (MADO_MONEY_PAGE (self));

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++) {
    GtkWidget *button;

    if (!mado_recoveries_may (session, row->entity, buttons[i].step))
      continue;
    button = gtk_button_new_with_label (_ (buttons[i].label));
    gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
    g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (place));
    g_object_set_data (G_OBJECT (button), "which", GUINT_TO_POINTER (i));
    g_signal_connect (button, "clicked", G_CALLBACK (step_cb), self);
    adw_action_row_add_suffix (widget, button);
  }
}

static GtkWidget *
create_row (MadoRecoveriesPage *self, const MadoRecoveryRow *row, guint place)
{
  AdwActionRow *widget = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *said = mado_money_words_dup_recovery (row->entity);
  g_autofree char *title = g_strdup_printf ("%s　%s", row->receipt, said), *subtitle = write_subtitle (self, row);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  adw_action_row_set_subtitle (widget, subtitle);
  add_buttons (self, widget, row, place);
  adw_action_row_add_suffix (widget, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  g_object_set_data (G_OBJECT (widget), "place", GUINT_TO_POINTER (place));
  g_signal_connect (widget, "activated", G_CALLBACK (row_cb), self);

  return GTK_WIDGET (widget);
}

static void
add_group (MadoRecoveriesPage *self, const MadoRecoveryList *list, Group group)
{
  AdwPreferencesGroup *box = NULL;

  for (guint i = 0; i < list->rows->len; i++) {
    const MadoRecoveryRow *row = g_ptr_array_index (list->rows, i);

    if (find_group (row) != group)
      continue;
    if (box == NULL)
      box = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
    adw_preferences_group_add (box, create_row (self, row, i));
  }
  if (box == NULL)
    return;
  adw_preferences_group_set_title (box, group == GROUP_OVER ? g_dpgettext2 (NULL, "recoveries", group_titles[group])
                                                            : _ (group_titles[group]));
  gtk_box_append (self->content, GTK_WIDGET (box));
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void
show_figures (MadoRecoveriesPage *self, const MadoRecoveryList *list)
{
  g_autofree char *open = mado_wording_write_yen (mado_recovery_list_sum_open (list)),
                  *month = mado_wording_write_yen (list->open[MADO_RECOVERY_AGE_MONTH]),
                  *quarter = mado_wording_write_yen (list->open[MADO_RECOVERY_AGE_QUARTER]),
                  *older = mado_wording_write_yen (list->open[MADO_RECOVERY_AGE_OLDER]),
                  *returned = mado_wording_write_yen (list->returned), *waived = mado_wording_write_yen (list->waived);
  /* Translators: %s is an amount; %u how many wait for approval */
  g_autofree char *heading =
      g_strdup_printf (_ ("%s are still to come　waiting for approval: %u"), open, list->n_asked);
  /* Translators: six amounts */
  g_autofree char *detail =
      g_strdup_printf (_ ("open up to 30 days: %s　up to 90 days: %s　longer: %s　came back: %s　given up: %s"), month,
                       quarter, older, returned, waived);

  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->detail, detail);
}

static void
show (MadoRecoveriesPage *self)
{
  const MadoRecoveryList *list = mado_recoveries_get_list (self->recoveries);
  GtkWidget *child;

  if (list == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  show_figures (self, list);
  for (Group group = GROUP_ASKED; group < N_GROUPS; group++)
    add_group (self, list, group);
  gtk_stack_set_visible_child_name (self->stack, list->rows->len > 0 ? "content" : "empty");
}

static void
failed_cb (MadoRecoveries *recoveries, const GError *error, MadoRecoveriesPage *self)
{
  mado_fault_page_show (self->error, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_recoveries_page_dispose (GObject *object)
{
  MadoRecoveriesPage *self = MADO_RECOVERIES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_RECOVERIES_PAGE);
  g_clear_object (&self->recoveries);

  G_OBJECT_CLASS (mado_recoveries_page_parent_class)->dispose (object);
}

static void
mado_recoveries_page_class_init (MadoRecoveriesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_recoveries_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-recoveries-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveriesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveriesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveriesPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveriesPage, heading);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveriesPage, detail);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveriesPage, content);
  gtk_widget_class_install_action (widget_class, "recoveries.ask", NULL, ask_cb);
}

static void
mado_recoveries_page_init (MadoRecoveriesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_recoveries_page_new:
 * @till: whose money
 *
 * Returns: (transfer floating): a page that shows what comes back
 */
AdwNavigationPage *
mado_recoveries_page_new (MadoTill *till)
{
  MadoRecoveriesPage *self = g_object_new (MADO_TYPE_RECOVERIES_PAGE, NULL);
  MadoSession *session = mado_till_get_session (till);
  gboolean may_ask = mado_recoveries_may_ask (session);

  mado_money_page_set_till (MADO_MONEY_PAGE (self), till);
  self->recoveries = g_object_ref (mado_recoveries_of (session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recoveries.ask", may_ask);
  adw_status_page_set_description (self->empty, may_ask
                                                    ? _ ("Where too much was paid, or to the wrong person, ask for it "
                                                         "here. Somebody else approves it.")
                                                    : _ ("Whoever plans payments asks for it."));
  g_signal_connect_object (self->recoveries, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recoveries, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_DEFAULT);
  show (self);

  return ADW_NAVIGATION_PAGE (self);
}
