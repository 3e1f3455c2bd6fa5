export { EmergencyBanner, type EmergencyBannerProps } from './emergency-banner.tsx';
export { EmergencyDialog, type EmergencyDialogProps } from './emergency-dialog.tsx';
export { StepUpDialog, type StepUpDialogProps } from './step-up-dialog.tsx';
