export { AccountMenu, type AccountMenuProps } from './account-menu.tsx';
export { IdleWarning } from './idle-warning.tsx';
export { Interrupted, type InterruptedProps } from './interrupted.tsx';
export { RolePage } from './role-page.tsx';
