/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gui-keyboard.h"

#include <X11/Xlib.h>

#define UNICODE_KEYSYM 0x01000000u

typedef struct {
  int first; /* key code */
  int last;
  int per_key;
  KeySym *symbols; /* per_key for each */
} Keyboard;

static KeySym *
find_symbols (const Keyboard *keyboard, int key)
{
  return keyboard->symbols + (gsize) (key - keyboard->first) * (gsize) keyboard->per_key;
}

/* Returns: whether the key bears the symbol; %NoSymbol: whether it bears nothing */
static gboolean
bears (const Keyboard *keyboard, int key, KeySym symbol)
{
  const KeySym *symbols = find_symbols (keyboard, key);
  gboolean any = FALSE;

  for (int i = 0; i < keyboard->per_key; i++) {
    if (symbol != NoSymbol && symbols[i] == symbol)
      return TRUE;
    any = any || symbols[i] != NoSymbol;
  }

  return symbol == NoSymbol && !any;
}

/* Returns: 0 where there is none. From the last down: the first bare key is where xdotool puts what is on none. */
static int
find_key (const Keyboard *keyboard, KeySym symbol)
{
  for (int key = keyboard->last; key >= keyboard->first; key--)
    if (bears (keyboard, key, symbol))
      return key;

  return 0;
}

static void
give_key (Display *display, KeySym symbol)
{
  Keyboard keyboard = { 0 };

  XDisplayKeycodes (display, &keyboard.first, &keyboard.last);
  keyboard.symbols =
      XGetKeyboardMapping (display, (KeyCode) keyboard.first, keyboard.last - keyboard.first + 1, &keyboard.per_key);
  g_assert_nonnull (keyboard.symbols);
  if (find_key (&keyboard, symbol) == 0) {
    g_assert_cmpint (find_key (&keyboard, NoSymbol), !=, 0);
    XChangeKeyboardMapping (display, find_key (&keyboard, NoSymbol), 1, &symbol, 1);
    XSync (display, False);
  }
  XFree (keyboard.symbols);
}

/**
 * gui_keyboard_give:
 * @text: any text
 *
 * Gives each of its letters that is not ASCII a key of its own, for good. xdotool would lend it one just for the
 * stroke, and a program that is slow reads a keyboard that has lost it again.
 */
void
gui_keyboard_give (const char *text)
{
  Display *display = NULL;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    if (letter < 0x80)
      continue;
    if (display == NULL)
      display = XOpenDisplay (NULL);
    g_assert_nonnull (display);
    give_key (display, UNICODE_KEYSYM | letter);
  }
  if (display != NULL)
    XCloseDisplay (display);
}
