export { Banner, type BannerProps } from './banner.tsx';
export { Button, type ButtonProps } from './button.tsx';
export { classes } from './classes.ts';
export { Dialog, type DialogProps } from './dialog.tsx';
export { SelectField, TextArea, TextField } from './field.tsx';
export { Kbd } from './kbd.tsx';
export { Message, type MessageProps } from './message.tsx';
export { StatusLine } from './status-line.tsx';
export { VisuallyHidden } from './visually-hidden.tsx';
